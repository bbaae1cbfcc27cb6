import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { newcomer } from '@/lib/accounts/browser/round-trip';
import { chooseCountyFields } from '@/lib/accounts/providers/schema';
import { read } from '@/lib/adapters/page';
import { listOpenCounties } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { ClosedPage } from '../closed-page';
import { chooseCountyAction } from './actions';

/** Whose account a sign-in elsewhere makes: which county it belongs to, where the portal serves several. */
export default async function ChooseCountyPage() {
  const who = await newcomer();
  if (!who) redirect(paths.signIn.start());
  const [t, fields, counties] = await Promise.all([
    getTranslations('providers.county'),
    getTranslations('accounts.fields'),
    read(listOpenCounties, {}),
  ]);
  if (counties.length === 0) return <ClosedPage />;
  return (
    <PortalPage crumbs={[{ href: paths.signIn.start(), label: t('back') }]}>
      <Form
        of={chooseCountyFields}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-5 text-ink-2">{t('lead', { name: who.name, email: who.email })}</p>
          </>
        }
        action={chooseCountyAction}
        offers={{
          county: [
            { value: '', label: fields('chooseCounty') },
            ...counties.map(({ code, name }) => ({ value: code, label: name })),
          ],
        }}
        sends={{ next: who.next ?? '' }}
        submit={t('submit')}
      />
    </PortalPage>
  );
}
