import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import { Table } from '@/components/ui/table';
import type { Answer, Operation } from '@/lib/adapters/document/openapi';
import { DocumentText } from '../code-block';
import { FieldTable } from '../field-table';
import { apiDocument } from '../operations';
import { fieldRows } from '../schema-rows';

/** What an operation answers, when all is well and when it is not. */
export async function Answers({ operation }: { operation: Operation }) {
  const t = await getTranslations('developers.operation');
  const { responses: shared } = apiDocument().components;
  const entries = Object.entries(operation.responses);
  const faults = entries.filter(([status]) => Number(status) >= 400);
  const good = entries.find(([status]) => Number(status) < 400);
  return (
    <>
      {good ? (
        <Panel id="answer" title={t('answer')}>
          <GoodAnswer status={good[0]} answer={good[1]} />
        </Panel>
      ) : null}
      <Panel id="faults" title={t('faults')}>
        <Table
          caption={t('faultsCaption')}
          columns={[
            { key: 'status', label: t('status') },
            { key: 'meaning', label: t('meaning') },
          ]}
          rows={faults.map(([status, { $ref = '' }]) => ({
            key: status,
            cells: {
              status: <code>{status}</code>,
              meaning: <DocumentText>{shared[$ref.split('/').at(-1) ?? '']?.description ?? ''}</DocumentText>,
            },
          }))}
        />
      </Panel>
    </>
  );
}

async function GoodAnswer({ status, answer: { content = {} } }: { status: string; answer: Answer }) {
  const t = await getTranslations('developers.operation');
  const types = Object.keys(content);
  if (types.length === 0) return <p>{t('answerEmpty', { status })}</p>;
  const schema = content['application/json']?.schema;
  if (!schema) return <p>{t('answerFile', { status, types: types.join(', ') })}</p>;
  const named = apiDocument().components.schemas;
  return <FieldTable isAnswer caption={t('answerCaption', { status })} rows={fieldRows(schema, named)} />;
}
