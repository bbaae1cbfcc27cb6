import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import type { CountyBody } from '@/lib/administration';
import type { FormAction } from '@/lib/shared/form-state';
import { AccountSettings } from './account-settings';
import { settingsFields } from './settings-fields';
import { ShownSettings } from './shown-settings';

/** Everything that a county decides, in parts with headings of their own. */
export async function SettingsForm({
  county,
  title,
  heading,
  action,
}: {
  county: CountyBody;
  title: string;
  /** The page's: the error summary stands before it. */
  heading: ReactNode;
  action: FormAction;
}) {
  const t = await getTranslations('counties.settings');
  return (
    <AccountForm {...(await formFrame(title))} action={action} fields={settingsFields} heading={heading}>
      <HiddenField name="countyId" value={county.id} />
      <HiddenField name="version" value={county.version} />
      <ShownSettings county={county} />
      <AccountSettings settings={county.settings} />
      <ButtonRow>
        <SubmitButton>{t('save')}</SubmitButton>
      </ButtonRow>
    </AccountForm>
  );
}
