import { getTranslations } from 'next-intl/server';
import { CheckboxGroup, type CheckboxOption } from '@/components/forms/checkbox-group';
import { FileField } from '@/components/forms/file-field';
import { HiddenField } from '@/components/forms/hidden-field';
import type { PasswordHelp } from '@/components/forms/password-advice';
import { PasswordField } from '@/components/forms/password-field';
import { RadioGroup } from '@/components/forms/radio-group';
import { SelectField } from '@/components/forms/select-field';
import { TextAreaField } from '@/components/forms/text-area-field';
import { TextField, type TextFieldProps } from '@/components/forms/text-field';
import type { Field, Kind } from '@/lib/fields';
import { passwordToggle } from './form-frame';

/** What may be chosen. */
export type Offered = CheckboxOption & { label: string };
/** What stands in a field before anybody types. */
export type Standing = string | number | readonly string[] | null | undefined;

/** What a control of one line is, by the kind of answer. */
const controls: Partial<Record<Kind, Pick<TextFieldProps, 'type' | 'inputMode' | 'spellCheck'>>> = {
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel' },
  code: { spellCheck: false },
  number: { inputMode: 'numeric' },
  'one-time-code': { inputMode: 'numeric' },
  date: { type: 'date' },
  search: { type: 'search' },
};

/** One declared field, drawn by its kind and named in the reader's language. */
export async function DeclaredField({
  name,
  field,
  value,
  hint,
  help,
  offered = [],
}: {
  name: string;
  field: Field;
  value?: Standing;
  /** In place of the field's own. */
  hint?: string | undefined;
  help?: PasswordHelp | undefined;
  offered?: readonly Offered[];
}) {
  const t = await getTranslations();
  const { kind, width, autoComplete } = field;
  const label = t(field.label);
  const asked = { name, hint: hint ?? (field.hint ? t(field.hint) : undefined) };
  if (kind === 'choices')
    return (
      <CheckboxGroup
        {...asked}
        legend={label}
        options={offered}
        defaultValues={Array.isArray(value) ? value : []}
      />
    );
  const standing = value === undefined ? undefined : String(value ?? '');
  const [only] = offered;
  if (only && field.unseenAlone && offered.length === 1)
    return <HiddenField name={name} value={only.value} />;
  if (kind === 'choice' || kind === 'yes-no')
    return (
      <SelectField
        {...asked}
        label={label}
        width={width}
        autoComplete={autoComplete}
        options={[...offered]}
        defaultValue={standing}
      />
    );
  if (kind === 'few')
    return (
      <RadioGroup
        {...asked}
        legend={label}
        options={Object.entries(field.offers ?? {}).map(([one, text]) => ({ value: one, label: t(text) }))}
        defaultValue={standing}
      />
    );
  if (kind === 'file') return <FileField {...asked} label={label} accept={field.accept} />;
  if (kind === 'lines')
    return (
      <TextAreaField {...asked} label={label} rows={6} autoComplete={autoComplete} defaultValue={standing} />
    );
  if (kind === 'password')
    return (
      <PasswordField
        {...asked}
        label={label}
        autoComplete={autoComplete === 'new-password' ? autoComplete : 'current-password'}
        toggle={await passwordToggle()}
        help={help}
      />
    );
  return (
    <TextField
      {...asked}
      {...controls[kind]}
      label={label}
      width={width}
      autoComplete={autoComplete}
      defaultValue={standing}
    />
  );
}
