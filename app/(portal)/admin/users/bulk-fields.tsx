import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import type { PeopleOptions } from '@/lib/administration';
import type { Act } from '@/lib/administration/batches/schema';
import type { Person } from '@/lib/kernel';
import { peopleWords } from './words';

/** The visible fields of the form around the list, in their order. */
export const bulkFieldNames = ['ids', 'act', 'role', 'department', 'reason'];

/** What the reader may do to several people at once; nothing for who belongs to no county. */
export function bulkActs({ county, grants }: Person): Act[] {
  if (!county) return [];
  return [
    ...(grants.has('user.deactivate') ? (['deactivate'] as const) : []),
    ...(grants.has('user.assign') ? (['give-role', 'take-role', 'add-department'] as const) : []),
  ];
}

/** What is to happen to the people who are ticked. It is shown first, and done when it is confirmed. */
export async function BulkFields({ acts, options }: { acts: readonly Act[]; options: PeopleOptions }) {
  const [t, { roleName }] = await Promise.all([getTranslations('people.bulk'), peopleWords()]);
  const roles = options.roles.filter(({ whyNot }) => whyNot === null);
  const departments = options.departments.filter(({ active }) => active);
  return (
    <fieldset className="mt-[18px] rounded-card border border-line bg-card px-[18px] pt-1 pb-4">
      <legend className="px-1 font-strong">{t('title')}</legend>
      <p className="mb-3 text-note text-ink-2">{t('hint')}</p>
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4 [&_label]:text-small [&>div]:mb-0 [&>div]:max-w-none">
        <SelectField
          name="act"
          label={t('act')}
          options={[
            { value: '', label: t('chooseAct') },
            ...acts.map((act) => ({ value: act, label: t(act) })),
          ]}
        />
        {acts.includes('give-role') ? (
          <SelectField
            name="role"
            label={t('role')}
            options={[
              { value: '', label: t('chooseRole') },
              ...roles.map(({ name }) => ({ value: name, label: roleName(name) })),
            ]}
          />
        ) : null}
        {acts.includes('add-department') ? (
          <SelectField
            name="department"
            label={t('department')}
            options={[
              { value: '', label: t('chooseDepartment') },
              ...departments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        {acts.includes('deactivate') ? (
          <TextField name="reason" label={t('reason')} autoComplete="off" />
        ) : null}
      </div>
      <ButtonRow>
        <SubmitButton variant="quiet">{t('submit')}</SubmitButton>
      </ButtonRow>
    </fieldset>
  );
}
