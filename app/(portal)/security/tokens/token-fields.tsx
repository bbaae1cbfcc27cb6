import { getTranslations } from 'next-intl/server';
import { CheckboxGroup } from '@/components/forms/checkbox-group';
import { RequestKey } from '@/components/forms/request-key';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import type { Permission } from '@/lib/access/permissions';
import { DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS } from '@/lib/shared/token-fields';

const offered = [7, 30, DEFAULT_TOKEN_DAYS, 180, MAX_TOKEN_DAYS];

/** The visible fields of the form of a token, in their order. */
export const tokenFieldNames = ['name', 'scopes', 'expiresInDays'];

/** Name, scopes and end of a new token. */
export async function TokenFields({
  scopes,
  nameHint,
  scopesHint,
}: {
  scopes: readonly Permission[];
  nameHint: string;
  scopesHint: string;
}) {
  const t = await getTranslations();
  return (
    <>
      <TextField name="name" label={t('tokens.name')} hint={nameHint} autoComplete="off" />
      <CheckboxGroup
        name="scopes"
        legend={t('tokens.scopes')}
        hint={scopesHint}
        options={scopes.map((name) => ({ value: name, label: t(`permissions.${name}`) }))}
      />
      <SelectField
        name="expiresInDays"
        label={t('tokens.expiresIn')}
        hint={t('tokens.expiresHint')}
        options={offered.map((count) => ({
          value: String(count),
          label: count === MAX_TOKEN_DAYS ? t('tokens.year') : t('tokens.days', { count }),
        }))}
        defaultValue={String(DEFAULT_TOKEN_DAYS)}
        width="medium"
      />
      <RequestKey />
    </>
  );
}
