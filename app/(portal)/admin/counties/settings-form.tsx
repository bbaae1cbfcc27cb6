import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Standing } from '@/app/_parts/declared-field';
import { Form } from '@/app/_parts/form';
import type { CountyBody } from '@/lib/administration';
import { settingsFields } from '@/lib/administration/counties/schema';
import type { FormAction } from '@/lib/shared/form-state';

/** Every time zone that the portal can tell time in, the county's among them whatever it is called. */
function timeZones(own: string): { value: string; label: string }[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...all].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

/** What stands in the fields, by their names. */
function valuesOf({ name, settings: { contact, languages, ...settings } }: CountyBody) {
  const flat = (prefix: string, values: object) =>
    Object.entries(values).map(([key, value]): [string, Standing] => [`${prefix}.${key}`, value]);
  return Object.fromEntries([
    ['name', name],
    ...flat('settings', { ...settings, languages: languages.join(',') }),
    ...flat('settings.contact', contact ?? {}),
  ]);
}

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
  const part = (text: string) => <h2 className="mt-10">{text}</h2>;
  return (
    <Form
      of={settingsFields}
      title={title}
      heading={heading}
      action={action}
      values={valuesOf(county)}
      offers={{ 'settings.timeZone': timeZones(county.settings.timeZone) }}
      before={{
        name: <h2>{t('general')}</h2>,
        'settings.contact.address': (
          <>
            {part(t('contact'))}
            <p className="mb-4 text-ink-2">{t('contactText')}</p>
          </>
        ),
        'settings.colour': part(t('look')),
        'settings.registration': (
          <>
            {part(t('accounts'))}
            <p className="mb-4 text-ink-2">{t('stricter')}</p>
          </>
        ),
        'settings.languages': part(t('languagesTitle')),
        'settings.auditRetentionYears': part(t('audit')),
      }}
      sends={{ countyId: county.id, version: county.version }}
      submit={t('save')}
    />
  );
}
