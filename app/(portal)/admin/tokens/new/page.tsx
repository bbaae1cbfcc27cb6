import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { TokenForm } from '@/app/(portal)/security/tokens/token-form';
import { covers } from '@/lib/access/permissions';
import { guard } from '@/lib/adapters/guard';
import { createServiceToken, serviceScopes } from '@/lib/administration';
import { serviceTokenFields } from '@/lib/administration/service-tokens/schema';
import { paths } from '@/lib/shared/paths';
import { createServiceTokenAction } from '../actions';

/** Making a token of the county, as far as its maker's permissions reach over the whole county. */
export default async function NewServiceTokenPage() {
  const { grants } = await guard(createServiceToken);
  const [t, admin] = await Promise.all([getTranslations('serviceTokens'), getTranslations('admin')]);
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin.show(), label: admin('title') },
        { href: paths.serviceTokens.list(), label: t('title') },
      ]}
    >
      <TokenForm
        of={serviceTokenFields}
        words="serviceTokens"
        scopes={serviceScopes.filter((name) => covers(grants.get(name), 'county'))}
        action={createServiceTokenAction}
        listHref={paths.serviceTokens.list()}
      />
    </PortalPage>
  );
}
