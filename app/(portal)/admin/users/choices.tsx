import { getTranslations } from 'next-intl/server';
import { DeclaredField } from '@/app/_parts/declared-field';
import type { DepartmentOption, RoleOption } from '@/lib/administration';
import { placeFields } from '@/lib/administration/people/schema';
import { peopleWords } from './words';

/** The roles of a county to choose from; those that are not the reader's to give or take stand as text. */
export async function RoleChoices({
  roles,
  held = [],
  hint,
}: {
  roles: readonly RoleOption[];
  held?: readonly string[];
  hint?: string;
}) {
  const [t, words] = await Promise.all([getTranslations('people.choices'), peopleWords()]);
  // What nobody could change here and the person does not hold says nothing.
  const shown = roles.filter(({ name, whyNot }) => whyNot === null || held.includes(name));
  const rest = roles.filter((role) => !shown.includes(role)).map(({ name }) => words.roleName(name));
  return (
    <>
      <DeclaredField
        name="roles"
        field={placeFields.roles}
        hint={hint}
        value={held}
        offered={shown.map((role) => ({
          value: role.name,
          label: words.roleName(role.name),
          hint: words.roleText(role),
          ...(role.whyNot === null ? {} : { fixed: { on: true, text: t('keptRole') } }),
        }))}
      />
      {rest.length > 0 ? (
        <p className="mb-6 max-w-field text-note text-ink-2">{t('notYours', { roles: rest.join(', ') })}</p>
      ) : null}
    </>
  );
}

/** The open departments of a county to choose from, and closed ones that the person is still in. */
export async function DepartmentChoices({
  departments,
  held = [],
  hint,
}: {
  departments: readonly DepartmentOption[];
  held?: readonly string[];
  hint?: string;
}) {
  const t = await getTranslations('people.choices');
  const shown = departments.filter(({ id, active }) => active || held.includes(id));
  if (shown.length === 0) return <p className="mb-6 text-ink-2">{t('noDepartments')}</p>;
  return (
    <DeclaredField
      name="departments"
      field={placeFields.departments}
      hint={hint}
      value={held}
      offered={shown.map(({ id, name, active }) => ({
        value: id,
        label: name,
        ...(active ? {} : { hint: t('closed') }),
      }))}
    />
  );
}
