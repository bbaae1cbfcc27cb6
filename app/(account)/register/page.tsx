import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageActor, read } from '@/lib/adapters/page';
import { getPortalCounty, listOpenCounties } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { ProviderPart } from '../provider-part';
import { ClosedPage } from './closed-page';
import { RegisterForm } from './register-form';

/** Asking for an account. */
export default async function RegisterPage() {
  if ((await pageActor()).kind === 'person') redirect(paths.dashboard.show());
  const [t, counties, portalCounty] = await Promise.all([
    getTranslations('accounts'),
    read(listOpenCounties, {}),
    read(getPortalCounty, {}),
  ]);
  if (counties.length === 0) return <ClosedPage />;
  return (
    <PortalPage crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}>
      <RegisterForm counties={counties} portalCounty={portalCounty} />
      <ProviderPart />
    </PortalPage>
  );
}
