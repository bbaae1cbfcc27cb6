import { getTranslations } from 'next-intl/server';
import { HiddenField } from '@/components/forms/hidden-field';
import { SelectField } from '@/components/forms/select-field';
import type { Language } from '@/lib/shared/languages';

/** The language of somebody else, of those that their county offers; with one alone there is nothing to choose. */
export async function LanguageField({
  languages,
  chosen,
  hint,
  open,
}: {
  languages: readonly Language[];
  chosen: string;
  hint: string;
  /** What the choice is called that leaves it to the county. */
  open?: string;
}) {
  const t = await getTranslations();
  const [first] = languages;
  if (first && languages.length === 1) return <HiddenField name="locale" value={first} />;
  return (
    <SelectField
      name="locale"
      label={t('accounts.fields.language')}
      hint={hint}
      width="medium"
      options={[
        ...(open === undefined ? [] : [{ value: '', label: open }]),
        ...languages.map((language) => ({ value: language, label: t(`people.languages.${language}`) })),
      ]}
      defaultValue={chosen}
    />
  );
}
