import { getTranslations } from 'next-intl/server';
import { CheckboxField } from '@/components/forms/checkbox-field';

/** Whether what is open elsewhere goes on after a factor was added; unless somebody says so, it ends. */
export async function KeepOthers() {
  const t = await getTranslations('twoFactor.setUp');
  return <CheckboxField name="keepOthers" label={t('keepOthers')} hint={t('keepOthersHint')} />;
}
