'use server';

import { signInWithProvider } from '@/lib/accounts';
import { enterAsNewcomer, newcomer } from '@/lib/accounts/browser/round-trip';
import { ChooseCounty } from '@/lib/accounts/providers/schema';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const chooseCountyAction = formAction(signInWithProvider, {
  schema: ChooseCounty,
  input: async ({ county }) => ({ county, proof: (await newcomer())?.proof }),
  afterwards: enterAsNewcomer,
  then: ({ awaitsFactor }, { next }) => {
    const back = ownPath(next) ?? undefined;
    return awaitsFactor ? paths.signIn.secondFactor(back) : (back ?? paths.dashboard.show());
  },
});
