import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { pageTitle } from '@/app/_parts/titles';
import { AccountForm } from '@/components/forms/account-form';
import type { PeopleOptions } from '@/lib/administration';
import type { Person } from '@/lib/kernel';
import { createBatchAction } from './batches/actions';
import { BulkFields, bulkActs, bulkFieldNames } from './bulk-fields';

/**
 * The list of people below its heading: a form around it for who may do something to several of them. What stands
 * above the list goes into `above`, so that the form's error summary comes first on the page.
 */
export async function PeopleList({
  actor,
  options,
  above,
  table,
}: {
  actor: Person;
  options: PeopleOptions;
  above: ReactNode;
  /** The table, with boxes to tick when it is told so; null when nobody is listed. */
  table: ((choose: boolean) => ReactNode) | null;
}) {
  const t = await getTranslations('people');
  const acts = bulkActs(actor);
  if (!table || acts.length === 0)
    return (
      <>
        <title>{await pageTitle(t('title'))}</title>
        {above}
        {table?.(false)}
      </>
    );
  return (
    <AccountForm
      {...(await formFrame(t('title')))}
      action={createBatchAction}
      fields={bulkFieldNames}
      heading={above}
    >
      {table(true)}
      <BulkFields acts={acts} options={options} />
    </AccountForm>
  );
}
