import { getTranslations } from 'next-intl/server';
import type { PasswordHelp } from '@/components/forms/password-advice';
import { paths } from '@/lib/shared/paths';
import type { MessageKey } from '@/messages/keys';
import { pageTitle } from './titles';

/** What every form of the portal says, and the texts of the faults that its schema can find before sending. */
export async function formFrame(heading: string, faults: readonly MessageKey[] = []) {
  const t = await getTranslations();
  return {
    problemTitle: t('common.problemTitle'),
    titlePrefix: t('common.errorPrefix'),
    pageTitle: await pageTitle(heading),
    texts: Object.fromEntries(faults.map((key) => [key, t(key)])),
  };
}

/** The words of the button that shows a password. */
export async function passwordToggle() {
  const t = await getTranslations('common.password');
  return { show: t('show'), hide: t('hide'), showLabel: t('showLabel'), hideLabel: t('hideLabel') };
}

/** What the rule of passwords can say: lib/accounts/passwords/policy.ts. */
const advice = [
  'errors.password.min8',
  'errors.password.min12',
  'errors.password.max128',
  'errors.password.uppercase',
  'errors.password.lowercase',
  'errors.password.number',
  'errors.password.special',
  'errors.password.blank',
  'errors.password.common',
  'errors.password.context',
  'errors.password.guessable',
] as const satisfies readonly MessageKey[];

/**
 * The help beside a new password.
 * @param fields of the form, sent along: by what they hold a password could be guessed
 * @param facts that the page knows, sent along: `county`, where the reader is not signed in
 */
export async function passwordHelp(
  fields: readonly string[] = [],
  facts: Record<string, string> = {},
): Promise<PasswordHelp> {
  const t = await getTranslations();
  return {
    askHref: paths.api.passwordAdvice(),
    fields,
    facts,
    button: t('common.password.check'),
    strong: t('common.password.strong'),
    better: t('common.password.better'),
    empty: t('common.password.empty'),
    failed: t('common.password.failed'),
    texts: Object.fromEntries(advice.map((key) => [key, t(key)])),
  };
}
