import { getTranslations } from 'next-intl/server';
import { PostLink } from '@/components/layout/post-link';
import type { DepartmentBody } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { reactivateDepartmentAction } from '../actions';

/** Closing a department, opening it again, and doing away with one that was never used. */
export async function MoreActions({ department: { id, version, active } }: { department: DepartmentBody }) {
  const t = await getTranslations('departments');
  return (
    <ul className="space-y-2 [&_a]:inline-block [&_a]:py-0.5">
      <li>
        {active ? (
          <a href={paths.departments.deactivate(id)}>{t('deactivate')}</a>
        ) : (
          <PostLink
            action={reactivateDepartmentAction}
            fields={{ departmentId: id, version: String(version), active: 'true' }}
          >
            {t('reactivate')}
          </PostLink>
        )}
      </li>
      <li>
        <a href={paths.departments.delete(id)}>{t('delete')}</a>
      </li>
    </ul>
  );
}
