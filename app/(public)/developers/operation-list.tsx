import { getTranslations } from 'next-intl/server';
import { textOr } from '@/app/_parts/text-or';
import { TextField } from '@/components/forms/text-field';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { paths } from '@/lib/shared/paths';
import { Address } from './code-block';
import { fits, shownOperations } from './operations';

/** The operations that fit a search, by area. The search is a plain GET form: it needs no script. */
export async function OperationList({ search }: { search: string }) {
  const [t, textOf, all] = await Promise.all([getTranslations('developers'), textOr(), shownOperations()]);
  const areaName = (area: string) => textOf(`developers.areas.${area}`, area);
  const shown = all.filter((operation) => fits(operation, areaName(operation.area), search));
  const areas = [...new Set(shown.map(({ area }) => area))];
  return (
    <>
      <form action={`${paths.developers.list()}#operations`} method="get">
        <TextField
          name="q"
          type="search"
          label={t('operations.filter')}
          hint={t('operations.hint')}
          defaultValue={search}
        />
        <div className="-mt-3 mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="quiet">
            {t('operations.find')}
          </Button>
          {search ? (
            <a href={`${paths.developers.list()}#operations`} className="inline-block py-1">
              {t('operations.all')}
            </a>
          ) : null}
          <span className="text-ink-2">{t('operations.count', { count: shown.length })}</span>
        </div>
      </form>
      {shown.length === 0 ? (
        <EmptyState title={t('operations.none')}>{t('operations.noneText')}</EmptyState>
      ) : null}
      {areas.map((area) => {
        const rows = shown.filter((operation) => operation.area === area);
        return (
          <section key={area} aria-labelledby={`area-${area}`} className="mb-7">
            <h3 id={`area-${area}`} className="mb-2">
              {areaName(area)}
            </h3>
            <Table
              captionHidden
              caption={t('operations.caption', { area: areaName(area), count: rows.length })}
              columns={[
                { key: 'what', label: t('operations.what') },
                { key: 'request', label: t('operations.request') },
                { key: 'who', label: t('operations.who') },
              ]}
              rows={rows.map(({ method, path, summary, operation }) => ({
                key: operation.operationId,
                cells: {
                  what: (
                    <a href={paths.developers.show(operation.operationId)} className="inline-block py-0.5">
                      {summary}
                    </a>
                  ),
                  request: <Address method={method} path={path.replace('/api/v1', '')} />,
                  who: operation['x-permission'] ? (
                    <code className="text-small">{operation['x-permission']}</code>
                  ) : (
                    t(operation['x-signed-in'] ? 'operations.signedIn' : 'operations.everybody')
                  ),
                },
              }))}
            />
          </section>
        );
      })}
    </>
  );
}
