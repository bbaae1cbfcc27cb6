import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { requirePermission } from '@/lib/adapters/require-role';
import { signOutUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is signed out everywhere. */
export default async function SignOutPersonPage({ params }: Props) {
  await requirePermission('user.recover');
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.recover);
  const [t, crumbs] = await Promise.all([getTranslations('people.signOut'), personCrumbs(user)]);
  return (
    <PortalPage crumbs={crumbs}>
      <PersonForm
        user={user}
        title={t('title', { name: callName(user) })}
        lead={<p>{t('lead')}</p>}
        action={signOutUserAction}
        fields={[]}
        submit={t('submit')}
      />
    </PortalPage>
  );
}
