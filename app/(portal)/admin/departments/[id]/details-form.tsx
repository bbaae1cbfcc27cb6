import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Form } from '@/app/_parts/form';
import type { DepartmentBody } from '@/lib/administration';
import { departmentFields } from '@/lib/administration/departments/schema';
import { updateDepartmentAction } from '../actions';

/** Changing what a department is called. `heading` is the page's: the error summary stands before it. */
export async function DetailsForm({
  department,
  heading,
}: {
  department: DepartmentBody;
  heading: ReactNode;
}) {
  const [t, common] = await Promise.all([getTranslations('departments'), getTranslations('common')]);
  return (
    <div className="mb-9">
      <Form
        of={departmentFields}
        title={department.name}
        heading={
          <>
            {heading}
            <h2>{t('details')}</h2>
          </>
        }
        action={updateDepartmentAction}
        values={{ name: department.name, code: department.code }}
        sends={{ departmentId: department.id, version: department.version }}
        submit={common('save')}
      />
    </div>
  );
}
