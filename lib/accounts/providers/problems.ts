import 'server-only';

/**
 * What can be wrong with a sign-in elsewhere, as it stands in the address of the page that says so: a word of this list
 * and the provider's id, nothing that anybody could write a text with. The texts are `errors.provider.*`.
 */
export const providerProblems = [
  'away',
  'failed',
  'startAgain',
  'linkFirst',
  'unverified',
  'invitationOnly',
  'deactivated',
  'confirmFirst',
  'taken',
  'already',
  'notYours',
  'notFresh',
  'factorNeeded',
  'tooMany',
  'busy',
] as const;
export type ProviderProblem = (typeof providerProblems)[number];

/** Whether a text of an address names one of them. */
export function isProviderProblem(text: unknown): text is ProviderProblem {
  return (providerProblems as readonly unknown[]).includes(text);
}

/** The problem that a use case's refusal is: the last word of its message, where that is one. */
export function problemOf(fault: { code: string; message: string }): ProviderProblem {
  const [, word] = /^errors\.(?:provider|signIn)\.(\w+)$/.exec(fault.message) ?? [];
  if (isProviderProblem(word)) return word;
  if (fault.code === 'too_many') return 'tooMany';
  return fault.code === 'unavailable' ? 'busy' : 'failed';
}
