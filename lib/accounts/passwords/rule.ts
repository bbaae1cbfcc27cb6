import 'server-only';
import { env } from '@/lib/platform/env';
import { countySettings } from '@/lib/shared/county-settings';

/** A key of `accounts.hints`. */
export type PasswordHint = 'countiesDiffer' | `password${'Strict' | 'Lesson'}${'' | 'Mixed'}`;

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
export function passwordHint(stored?: unknown): PasswordHint {
  return hintOf(passwordRule(stored));
}

/**
 * The keys of `accounts.hints` for who may still choose between counties: the one rule that all of them have, or that
 * they differ and what suits every one.
 */
export function passwordHints(counties: readonly unknown[]): PasswordHint[] {
  const rules = counties.map(passwordRule);
  const hints = new Set(rules.map(hintOf));
  if (hints.size === 1) return [...hints];
  return [
    'countiesDiffer',
    hintOf({
      policy: rules.some(({ policy }) => policy === 'strict') ? 'strict' : 'lesson',
      composition: rules.some(({ composition }) => composition),
    }),
  ];
}

function hintOf({ policy, composition }: Rule) {
  return `${policy === 'strict' ? 'passwordStrict' : 'passwordLesson'}${composition ? 'Mixed' : ''}` as const;
}
