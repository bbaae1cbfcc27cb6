import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DeclaredField, type Offered } from '@/app/_parts/declared-field';
import { formFrame } from '@/app/_parts/form-frame';
import { ActionForm } from '@/components/forms/action-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import type { PeopleOptions } from '@/lib/administration';
import { permissionOf } from '@/lib/administration/bulk/policy';
import { type Act, acts, bulkFields } from '@/lib/administration/bulk/schema';
import type { Person } from '@/lib/kernel';
import { createBatchAction } from './batches/actions';
import { peopleWords } from './words';

/** What the reader may do to several people at once; nothing for who belongs to no county. */
export function bulkActs({ county, grants }: Person): Act[] {
  return county ? acts.filter((act) => grants.has(permissionOf[act])) : [];
}

/** The form around the list of people: what is to happen to those who are ticked. It is shown first, and done when it is confirmed. */
export async function BulkForm({
  acts,
  options,
  above,
  children,
}: {
  acts: readonly Act[];
  options: PeopleOptions;
  /** The page down to the list: the form's error summary comes first on the page. */
  above: ReactNode;
  /** The list, with boxes to tick. */
  children: ReactNode;
}) {
  const [people, t, { roleName }] = await Promise.all([
    getTranslations('people'),
    getTranslations('people.bulk'),
    peopleWords(),
  ]);
  const roles = options.roles.filter(({ whyNot }) => whyNot === null);
  const departments = options.departments.filter(({ active }) => active);
  const choice = (name: 'act' | 'role' | 'department', none: string, offered: Offered[]) => (
    <DeclaredField name={name} field={bulkFields[name]} offered={[{ value: '', label: none }, ...offered]} />
  );
  return (
    <ActionForm
      {...(await formFrame(people('title')))}
      action={createBatchAction}
      fields={['ids', ...Object.keys(bulkFields)]}
      heading={above}
    >
      {children}
      <fieldset className="mt-[18px] rounded-card border border-line bg-card px-[18px] pt-1 pb-4">
        <legend className="px-1 font-strong">{t('title')}</legend>
        <p className="mb-3 text-note text-ink-2">{t('hint')}</p>
        <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4 [&_label]:text-small [&>div]:mb-0 [&>div]:max-w-none">
          {choice(
            'act',
            t('chooseAct'),
            acts.map((act) => ({ value: act, label: t(act) })),
          )}
          {acts.includes('give-role')
            ? choice(
                'role',
                t('chooseRole'),
                roles.map(({ name }) => ({ value: name, label: roleName(name) })),
              )
            : null}
          {acts.includes('add-department')
            ? choice(
                'department',
                t('chooseDepartment'),
                departments.map(({ id, name }) => ({ value: id, label: name })),
              )
            : null}
          {acts.includes('deactivate') ? <DeclaredField name="reason" field={bulkFields.reason} /> : null}
        </div>
        <ButtonRow>
          <SubmitButton variant="quiet">{t('submit')}</SubmitButton>
        </ButtonRow>
      </fieldset>
    </ActionForm>
  );
}
