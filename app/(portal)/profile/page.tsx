import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { Panel, Split } from '@/components/ui/panel';
import { getProfile, updateProfile } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { AccountFacts } from './account-facts';
import { DetailsForm } from './details-form';

/** The own details, to see and to change. */
export default async function ProfilePage() {
  await guard(updateProfile);
  const [t, profile] = await Promise.all([getTranslations('accounts.profile'), read(getProfile, {})]);
  return (
    <PortalPage>
      <Split
        main={
          <div className="mb-9">
            <DetailsForm profile={profile} />
          </div>
        }
        side={
          <Panel id="account" title={t('account')}>
            <AccountFacts profile={profile} />
          </Panel>
        }
      />
    </PortalPage>
  );
}
