import { getTranslations } from 'next-intl/server';
import { RadioGroup } from '@/components/forms/radio-group';
import { TextField } from '@/components/forms/text-field';
import type { CountyBody } from '@/lib/administration';

/** What a county asks of accounts, which languages it offers, how long it keeps its trail. */
export async function AccountSettings({ settings }: { settings: CountyBody['settings'] }) {
  const t = await getTranslations('counties.settings');
  const choice = (
    name:
      | 'registration'
      | 'confirmEmail'
      | 'passwordPolicy'
      | 'passwordComposition'
      | 'staffFactor'
      | 'residentFactor'
      | 'socialLinking',
    options: Record<string, string>,
  ) => (
    <RadioGroup
      name={`settings.${name}`}
      legend={t(name)}
      options={Object.entries(options).map(([value, label]) => ({ value, label: t(label) }))}
      defaultValue={settings[name]}
    />
  );
  return (
    <>
      <h2 className="mt-10">{t('accounts')}</h2>
      <p className="mb-4 text-ink-2">{t('stricter')}</p>
      {choice('registration', { open: 'open', invitation: 'invitation' })}
      {choice('confirmEmail', { inherit: 'confirmInherit', on: 'confirmOn' })}
      {choice('passwordPolicy', { inherit: 'policyInherit', strict: 'policyStrict' })}
      {choice('passwordComposition', { inherit: 'compositionInherit', on: 'compositionOn' })}
      {choice('staffFactor', { inherit: 'staffFactorInherit', required: 'staffFactorRequired' })}
      {choice('residentFactor', { optional: 'residentFactorOptional', required: 'residentFactorRequired' })}
      {choice('socialLinking', { 'signed-in': 'socialLinkingSignedIn', address: 'socialLinkingAddress' })}
      <h2 className="mt-10">{t('languagesTitle')}</h2>
      <RadioGroup
        name="settings.languages"
        legend={t('languages')}
        hint={t('languagesHint')}
        options={[
          { value: 'en,es', label: t('both') },
          { value: 'en', label: t('onlyEn') },
          { value: 'es', label: t('onlyEs') },
        ]}
        defaultValue={settings.languages.join(',')}
      />
      <h2 className="mt-10">{t('audit')}</h2>
      <TextField
        name="settings.auditRetentionYears"
        label={t('years')}
        hint={t('yearsHint')}
        inputMode="numeric"
        autoComplete="off"
        width="short"
        defaultValue={String(settings.auditRetentionYears ?? '')}
      />
    </>
  );
}
