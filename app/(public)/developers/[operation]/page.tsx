import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { textLinks } from '@/components/layout/text-links';
import { Panel } from '@/components/ui/panel';
import { SummaryList } from '@/components/ui/summary-list';
import { paths } from '@/lib/shared/paths';
import { Address, CodeBlock } from '../code-block';
import { curlOf, sampleBody } from '../examples';
import { apiDocument, shownOperations } from '../operations';
import { Answers } from './answers';
import { Takes } from './takes';
import { TryPanel } from './try-panel';

type Props = { params: Promise<{ operation: string }> };

async function find({ params }: Props) {
  const [{ operation: id }, all] = await Promise.all([params, shownOperations()]);
  return all.find(({ operation }) => operation.operationId === id);
}

/** Its title is its heading: what the operation does. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const shown = await find(props);
  return shown ? { title: await pageTitle(shown.summary) } : {};
}

/** One operation of API v1: who may, what it takes and answers, an example, and a form to send it. */
export default async function OperationPage(props: Props) {
  const [t, shown] = await Promise.all([getTranslations('developers'), find(props)]);
  if (!shown) notFound();
  const { servers, components } = apiDocument();
  const { operation, method, path, summary } = shown;
  const permission = operation['x-permission'];
  const body = sampleBody(operation, components.schemas);
  const who = permission
    ? t.rich('operation.permission', { ...textLinks, name: permission })
    : t(operation['x-signed-in'] ? 'operation.signedIn' : 'operation.anybody');
  return (
    <PortalPage crumbs={[{ href: paths.developers.list(), label: t('operation.back') }]}>
      <h1>{summary}</h1>
      <div className="mb-9">
        <SummaryList
          rows={[
            { key: 'address', label: t('operation.address'), value: <Address method={method} path={path} /> },
            {
              key: 'who',
              label: t('operation.may'),
              value: (
                <>
                  {who} {operation['x-fresh-session'] ? t('operation.fresh') : null}
                </>
              ),
            },
          ]}
        />
      </div>
      <Takes operation={operation} />
      <Answers operation={operation} />
      <Panel id="example" title={t('operation.example')}>
        {operation['x-signed-in'] ? (
          <p>
            {t.rich(
              operation['x-fresh-session'] ? 'operation.exampleSession' : 'operation.exampleText',
              textLinks,
            )}
          </p>
        ) : null}
        <CodeBlock>{curlOf(shown, servers[0]?.url ?? '', body)}</CodeBlock>
      </Panel>
      <TryPanel shown={shown} body={body} />
    </PortalPage>
  );
}
