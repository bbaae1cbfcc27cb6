import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { passkeysAt } from '@/lib/accounts';
import { currentPath } from '@/lib/kernel/read';
import type { FormAction } from '@/lib/shared/form-state';
import { paths } from '@/lib/shared/paths';
import { formFrame } from './form-frame';

/** Null where passkeys work; otherwise what is said in their place: why they do not, and where they do. */
export async function passkeyNote(): Promise<ReactNode> {
  const place = passkeysAt((await headers()).get('host'));
  if (place.at === 'here') return null;
  const t = await getTranslations('passkeys');
  if (place.at === 'nowhere') return <p className="max-w-prose text-ink-2">{t('nowhere')}</p>;
  return (
    <p className="max-w-prose text-ink-2">
      {t('elsewhere')} <a href={place.origin + (await currentPath())}>{t('elsewhereLink')}</a>
    </p>
  );
}

/** What is said when the device gave no answer. */
export async function passkeyWords(ceremony: 'make' | 'use') {
  const t = await getTranslations(`passkeys.${ceremony}`);
  return { cancelled: t('cancelled'), already: t('already'), failed: t('failed') };
}

/** Using a passkey in place of the form above it. Where passkeys do not work, the form above is all there is. */
export async function PasskeyAside({
  action,
  purpose,
  next,
  lead,
  submit,
  autofill = false,
}: {
  action: FormAction;
  purpose: 'sign-in' | 'reauthenticate';
  next: string | null;
  lead: string;
  submit: string;
  autofill?: boolean;
}) {
  const note = await passkeyNote();
  if (note) return <div className="mt-6">{note}</div>;
  const { pageTitle: _title, ...frame } = await formFrame('');
  return (
    <div className="mt-8">
      <PasskeyForm
        {...frame}
        action={action}
        fields={[]}
        isAside
        ceremony="use"
        options={paths.passkeyOptions(purpose)}
        words={await passkeyWords('use')}
        autofill={autofill}
      >
        <PasskeyOnly>
          <HiddenField name="next" value={next ?? ''} />
          <p className="mb-3 text-ink-2">{lead}</p>
          <SubmitButton variant="quiet">{submit}</SubmitButton>
        </PasskeyOnly>
      </PasskeyForm>
    </div>
  );
}
