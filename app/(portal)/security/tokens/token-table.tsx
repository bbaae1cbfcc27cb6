import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Table, type TableColumn } from '@/components/ui/table';
import type { TokenBody } from '@/lib/accounts';
import { tokenWords } from './words';

/** Tokens with what they may do and when they end; a county's also with who made them. */
export async function TokenTable<T extends TokenBody>({
  tokens,
  total,
  revokeHref,
  maker,
}: {
  tokens: readonly T[];
  total: number;
  revokeHref: (id: string) => string;
  maker?: { label: string; of: (token: T) => ReactNode };
}) {
  const [t, words] = await Promise.all([getTranslations('tokens'), tokenWords()]);
  const columns: TableColumn[] = [
    { key: 'name', label: t('name') },
    { key: 'scopes', label: t('scopes') },
    { key: 'lastUsed', label: t('lastUsed') },
    { key: 'expires', label: t('expires') },
    { key: 'created', label: t('created') },
    ...(maker ? [{ key: 'maker', label: maker.label }] : []),
    { key: 'action', label: t('action') },
  ];
  const rows = tokens.map((token) => ({
    key: token.id,
    cells: {
      name: <span className="[overflow-wrap:anywhere]">{token.name}</span>,
      scopes: (
        <ul>
          {words.scopes(token.scopes).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
      lastUsed: words.lastUsed(token.lastUsedAt),
      expires: words.moment(token.expiresAt),
      created: words.moment(token.createdAt),
      ...(maker ? { maker: maker.of(token) } : {}),
      action: (
        <a href={revokeHref(token.id)} className="inline-block py-1">
          {t('revoke')}
          <span className="sr-only">: {token.name}</span>
        </a>
      ),
    },
  }));
  const caption = t('caption', { count: total });
  return (
    <Table
      caption={total > tokens.length ? `${caption}. ${t('more', { count: tokens.length })}` : caption}
      columns={columns}
      rows={rows}
    />
  );
}
