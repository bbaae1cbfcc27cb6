import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import type { PeopleOptions } from '@/lib/administration';
import type { Act } from '@/lib/administration/batches/schema';
import { createBatchAction } from './batches/actions';
import { BulkFields, bulkFieldNames } from './bulk-fields';

/** The form around the list of people, for who may do something to several of them. */
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
  const t = await getTranslations('people');
  return (
    <AccountForm
      {...(await formFrame(t('title')))}
      action={createBatchAction}
      fields={bulkFieldNames}
      heading={above}
    >
      {children}
      <BulkFields acts={acts} options={options} />
    </AccountForm>
  );
}
