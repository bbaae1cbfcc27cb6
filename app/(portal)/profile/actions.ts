'use server';

import { updateProfile } from '@/lib/accounts';
import { keepLanguage } from '@/lib/accounts/browser/keep-language';
import { UpdateProfile } from '@/lib/accounts/schema';
import { formAction } from '@/lib/adapters/form-action';
import { languageOr } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';

export const updateProfileAction = formAction(updateProfile, {
  schema: UpdateProfile,
  afterwards: ({ locale }) => keepLanguage(languageOr(locale)),
  then: () => paths.profile.show(),
  flash: 'profileSaved',
});
