import { getLocale, getTranslations } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';
import { defaultRole, type RoleName } from '@/lib/access/roles';
import type { PeopleOptions } from '@/lib/administration';
import { peopleWords } from '../words';

/** The columns by the names that the reader's language gives them; a file may use either language's. */
const headings = {
  en: ['email', 'first_name', 'last_name', 'roles', 'departments', 'phone', 'language'],
  es: ['correo', 'nombre', 'apellidos', 'roles', 'departamentos', 'telefono', 'idioma'],
};
const columns = [
  'email',
  'firstName',
  'lastName',
  'roles',
  'departments',
  'phoneNumber',
  'language',
] as const;
const officer: RoleName = 'Department Officer';

/** How a file has to look, what it may name, and one to begin with. */
export async function FileGuide({ options }: { options: PeopleOptions | null }) {
  const [t, locale, words] = await Promise.all([
    getTranslations('batches.import'),
    getLocale(),
    peopleWords(),
  ]);
  const names = headings[locale === 'es' ? 'es' : 'en'];
  const citizen = words.roleName(defaultRole);
  const template = [
    names.join(','),
    `ana.garcia@example.com,Ana,García,${citizen},,,es`,
    `ben.brook@example.com,Ben,Brook,${citizen};${words.roleName(officer)},,555-010-1234,en`,
    '',
  ].join('\r\n');
  // With a byte order mark, so that spreadsheets read it as UTF-8.
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${template}`)}`;
  const roles = options?.roles
    .filter(({ whyNot }) => whyNot === null)
    .map(({ name }) => words.roleName(name));
  const departments = options?.departments
    .filter(({ active }) => active)
    .map(({ code, name }) => `${code} (${name})`);
  const offered: Partial<Record<(typeof columns)[number], string>> = {
    ...(roles?.length ? { roles: t('rolesHere', { roles: roles.join(', ') }) } : {}),
    ...(departments?.length
      ? { departments: t('departmentsHere', { departments: departments.join(', ') }) }
      : {}),
  };
  return (
    <section aria-labelledby="guide-title" className="mb-8 max-w-form">
      <h2 id="guide-title">{t('howTitle')}</h2>
      <p className="mb-3">{t('how')}</p>
      <Facts
        items={columns.map((column, index) => ({
          label: names[index] ?? column,
          value: [t(column), offered[column]].filter(Boolean).join(' '),
        }))}
      />
      <p className="mt-3 mb-3 text-ink-2">{t('signs')}</p>
      <a href={href} download="people.csv" className="inline-block py-1">
        {t('template')}
      </a>
    </section>
  );
}
