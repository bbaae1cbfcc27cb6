import { getTranslations } from 'next-intl/server';
import { Tag } from '@/components/ui/tag';
import type { RoleColumn } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { roleWords } from './words';

/** The matrix on a phone: one card a role, with what it permits and how far. */
export async function RoleCards({ roles }: { roles: RoleColumn[] }) {
  const [t, words] = await Promise.all([getTranslations('ownRoles'), roleWords()]);
  return (
    <ul className="grid gap-4 sm:hidden">
      {roles.map((role) => (
        <li key={role.id} className="rounded-card border border-line bg-card px-4 py-4">
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <h2 className="text-h3 [overflow-wrap:anywhere]">
              <a href={paths.roles.show(role.id)} className="inline-block py-0.5">
                {words.nameOf(role)}
              </a>
            </h2>
            <Tag tone={role.builtIn ? 'blue' : 'green'}>{t(role.builtIn ? 'builtIn' : 'own')}</Tag>
          </div>
          {role.holders === null ? null : (
            <p className="text-small text-ink-2">
              {t('holders')}: {t('people', { count: role.holders })}
            </p>
          )}
          <dl className="mt-3 text-small">
            {role.permissions.map(({ name, reach }) => (
              <div key={name} className="flex justify-between gap-4 border-t border-line py-2">
                <dt>{words.permission(name)}</dt>
                <dd className="shrink-0 font-strong">{words.reach(reach)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
