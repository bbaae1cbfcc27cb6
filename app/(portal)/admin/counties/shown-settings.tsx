import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import type { CountyBody } from '@/lib/administration';

/** Every time zone that the portal can tell time in, the county's among them whatever it is called. */
function timeZones(own: string): { value: string; label: string }[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...all].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

/** What people see of a county: its name, its time, how to reach it, its colour. */
export async function ShownSettings({ county: { name, settings } }: { county: CountyBody }) {
  const t = await getTranslations('counties.settings');
  const { contact, colour, timeZone } = settings;
  return (
    <>
      <h2>{t('general')}</h2>
      <TextField name="name" label={t('name')} autoComplete="off" defaultValue={name} />
      <SelectField
        name="settings.timeZone"
        label={t('timeZone')}
        hint={t('timeZoneHint')}
        options={timeZones(timeZone)}
        defaultValue={timeZone}
      />
      <h2 className="mt-10">{t('contact')}</h2>
      <p className="mb-4 text-ink-2">{t('contactText')}</p>
      <TextField
        name="settings.contact.address"
        label={t('address')}
        autoComplete="off"
        defaultValue={contact?.address ?? ''}
      />
      <TextField
        name="settings.contact.phone"
        label={t('phone')}
        type="tel"
        autoComplete="off"
        width="medium"
        defaultValue={contact?.phone ?? ''}
      />
      <TextField
        name="settings.contact.hours"
        label={t('hours')}
        autoComplete="off"
        defaultValue={contact?.hours ?? ''}
      />
      <TextField
        name="settings.contact.hoursEs"
        label={t('hoursEs')}
        autoComplete="off"
        defaultValue={contact?.hoursEs ?? ''}
      />
      <TextField
        name="settings.contact.email"
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="off"
        defaultValue={contact?.email ?? ''}
      />
      <h2 className="mt-10">{t('look')}</h2>
      <TextField
        name="settings.colour"
        label={t('colour')}
        hint={t('colourHint')}
        autoComplete="off"
        spellCheck={false}
        width="short"
        defaultValue={colour ?? ''}
      />
    </>
  );
}
