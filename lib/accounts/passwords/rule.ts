import 'server-only';
import { env } from '@/lib/platform/env';
import { countySettings } from '@/lib/shared/county-settings';

type Rule = { policy: 'strict' | 'lesson'; composition: boolean };

/**
 * The part of the password rule that settings decide: the portal's, and those of the person's county where it is known.
 * A county makes the rule stricter, never weaker.
 * @param stored County.settings
 */
export function passwordRule(stored?: unknown): Rule {
  const { PASSWORD_POLICY, PASSWORD_COMPOSITION } = env();
  const { passwordPolicy, passwordComposition } = countySettings(stored);
  return {
    policy: passwordPolicy === 'strict' ? 'strict' : PASSWORD_POLICY,
    composition: PASSWORD_COMPOSITION || passwordComposition === 'on',
  };
}

/** The key of `accounts.hints` that says the password rule to whoever chooses one. */
export function passwordHint(stored?: unknown): string {
  const { policy, composition } = passwordRule(stored);
  return `${policy === 'strict' ? 'passwordStrict' : 'passwordLesson'}${composition ? 'Mixed' : ''}`;
}
