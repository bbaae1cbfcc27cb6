import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import type { Operation } from '@/lib/adapters/document/openapi';
import { FieldTable } from '../field-table';
import { apiDocument } from '../operations';
import { parametersOf } from '../parameters';
import { fieldRows, notesOf, typeOf } from '../schema-rows';

/** What an operation takes: from its address, its headers and its body. */
export async function Takes({ operation }: { operation: Operation }) {
  const t = await getTranslations('developers.operation');
  const named = apiDocument().components.schemas;
  const parameters = parametersOf(operation);
  const schema = operation.requestBody?.content['application/json']?.schema;
  return (
    <>
      {parameters.length > 0 ? (
        <Panel id="parameters" title={t('parameters')}>
          <FieldTable
            caption={t('parametersCaption')}
            rows={parameters.map((parameter) => ({
              name: parameter.name,
              where: t(`in.${parameter.in}`),
              type: typeOf(parameter.schema, named),
              required: parameter.required === true,
              notes: [parameter.description ?? '', ...notesOf(parameter.schema, named)].filter(Boolean),
            }))}
          />
        </Panel>
      ) : null}
      {schema ? (
        <Panel id="body" title={t('body')}>
          <FieldTable caption={t('bodyCaption')} rows={fieldRows(schema, named)} />
        </Panel>
      ) : null}
    </>
  );
}
