import { getTranslations } from 'next-intl/server';
import { type Permission, permissionNames } from '@/lib/access/permissions';
import type { RoleColumn } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { roleWords } from './words';

const first = 'sticky left-0 z-10 min-w-[15rem]';

/** The permissions that any of the roles gives, in their order. */
export function permissionsGiven(roles: readonly RoleColumn[]): Permission[] {
  const given = new Set(roles.flatMap((role) => role.permissions.map(({ name }) => name)));
  return permissionNames.filter((name) => given.has(name));
}

/** Permissions as rows, roles as columns, in the cells how far. Scrolls sideways where roles are many. */
export async function MatrixTable({ roles }: { roles: RoleColumn[] }) {
  const [t, common, words] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('common'),
    roleWords(),
  ]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys
    <section aria-label={t('matrixScroll')} tabIndex={0} className="hidden overflow-x-auto sm:block">
      <table className="data-table">
        <caption className="pb-2.5 text-left text-ink-2">{t('matrix', { count: roles.length })}</caption>
        <thead>
          <tr>
            <th scope="col" className={first}>
              {t('permission')}
            </th>
            {roles.map((role) => (
              <th key={role.id} scope="col" className="min-w-[8rem] align-bottom [overflow-wrap:anywhere]">
                <a href={paths.roles.show(role.id)} className="inline-block py-0.5">
                  {words.nameOf(role)}
                </a>
                {role.holders === null ? null : (
                  <span className="block font-normal text-ink-2">
                    <span className="sr-only">{t('holders')} </span>
                    {t('people', { count: role.holders })}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissionsGiven(roles).map((permission) => (
            <tr key={permission}>
              <th scope="row" className={`${first} bg-card`}>
                {words.permission(permission)}
              </th>
              {roles.map((role) => {
                const given = role.permissions.find(({ name }) => name === permission);
                return (
                  <td key={role.id} className={given ? 'font-strong' : 'text-ink-2'}>
                    {given ? (
                      words.reach(given.reach)
                    ) : (
                      <>
                        <span aria-hidden="true">{t('not')}</span>
                        <span className="sr-only">{common('no')}</span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
