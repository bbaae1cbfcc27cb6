import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller, placeTeller } from '@/app/_parts/devices';
import { ListPages } from '@/app/_parts/list-pages';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { textOr } from '@/app/_parts/text-or';
import { pageTitle } from '@/app/_parts/titles';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { listSignIns } from '@/lib/accounts';
import { ListSignIns } from '@/lib/accounts/history/schema';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { sentenceCase } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';

type Props = { searchParams: Promise<SearchParams> };

/** Who signed in to the own account, or tried, in the last year. */
export default async function SignInHistoryPage({ searchParams }: Props) {
  await guard(listSignIns);
  const asked = listQuery(ListSignIns, await searchParams);
  const [t, textOf, security, list, nameOf, tell, placeOf] = await Promise.all([
    getTranslations('history'),
    textOr(),
    getTranslations('accounts.security'),
    read(listSignIns, asked),
    deviceNamer(),
    momentTeller(),
    placeTeller(),
  ]);
  // What was proven, one thing after the other; a provider of sign-ins goes by its own name.
  const way = (method: string) =>
    method
      .split('+')
      .map((part) => textOf(`history.methods.${part}`, part))
      .join(' + ');
  const columns = (['when', 'outcome', 'method', 'device', 'address'] as const).map((key) => ({
    key,
    label: t(`columns.${key}`),
  }));
  return (
    <PortalPage crumbs={[{ href: paths.security.show(), label: security('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
      {placeOf && list.items.length > 0 ? <p className="mb-4 max-w-prose text-ink-2">{t('places')}</p> : null}
      {list.items.length > 0 ? (
        <Table
          caption={t('count', { count: list.total })}
          columns={columns}
          rows={list.items.map((entry) => ({
            key: entry.id,
            cells: {
              when: sentenceCase(tell(entry.at)),
              outcome: (
                <Tag tone={entry.outcome === 'signed-in' ? 'green' : 'amber'}>
                  {t(`outcomes.${entry.outcome}`)}
                </Tag>
              ),
              method: way(entry.method),
              device: entry.userAgent === null ? t('notKept') : nameOf(entry.userAgent),
              address:
                entry.ip === null ? t('notKept') : <Address ip={entry.ip} place={placeOf?.(entry.ip)} />,
            },
          }))}
        />
      ) : (
        <p className="text-ink-2">{t('none')}</p>
      )}
      <ListPages
        label={t('pages')}
        list={list}
        hrefFor={(page) => paths.security.history({ ...asked, page: page ? String(page) : undefined })}
      />
      <p className="mt-6 max-w-prose">
        {t('notYou')} <a href={paths.profile.password()}>{security('changePassword')}</a>
      </p>
    </PortalPage>
  );
}

function Address({ ip, place }: { ip: string; place: string | null | undefined }) {
  return (
    <div>
      {ip}
      {place ? <div className="text-small text-ink-2">{place}</div> : null}
    </div>
  );
}
