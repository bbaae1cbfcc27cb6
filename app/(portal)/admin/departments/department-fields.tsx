import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/forms/text-field';

/** What a department is called. */
export async function DepartmentFields({ department }: { department?: { name: string; code: string } }) {
  const t = await getTranslations('departments');
  return (
    <>
      <TextField name="name" label={t('name')} autoComplete="off" defaultValue={department?.name ?? ''} />
      <TextField
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        autoComplete="off"
        spellCheck={false}
        width="short"
        defaultValue={department?.code ?? ''}
      />
    </>
  );
}
