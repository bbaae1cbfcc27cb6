'use server';

import { setLanguage, signOut } from '@/lib/accounts';
import { keepLanguage } from '@/lib/accounts/browser/keep-language';
import { clearSessionCookie } from '@/lib/accounts/browser/next-auth';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const signOutAction = formAction(signOut, {
  afterwards: clearSessionCookie,
  then: paths.site.home,
  flash: 'signedOut',
});

export const setLanguageAction = formAction(setLanguage, {
  afterwards: ({ language }) => keepLanguage(language),
  then: (_value, { next }) => ownPath(next) ?? paths.site.home(),
});
