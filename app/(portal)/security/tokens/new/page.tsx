import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { permissionNames } from '@/lib/access/permissions';
import { createToken } from '@/lib/accounts';
import { ownTokenFields } from '@/lib/accounts/tokens/schema';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { createTokenAction } from '../actions';
import { TokenForm } from '../token-form';

/** Making a token that may do what the reader may, or less. */
export default async function NewTokenPage() {
  const { grants } = await guard(createToken);
  const [t, security] = await Promise.all([getTranslations('tokens'), getTranslations('accounts.security')]);
  return (
    <PortalPage
      crumbs={[
        { href: paths.security.show(), label: security('title') },
        { href: paths.tokens.list(), label: t('title') },
      ]}
    >
      <TokenForm
        of={ownTokenFields}
        words="tokens"
        scopes={permissionNames.filter((name) => grants.has(name))}
        action={createTokenAction}
        listHref={paths.tokens.list()}
      />
    </PortalPage>
  );
}
