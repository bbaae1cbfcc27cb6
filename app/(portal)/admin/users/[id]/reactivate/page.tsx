import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { TextField } from '@/components/forms/text-field';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { reactivateUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is made active again. */
export default async function ReactivatePersonPage({ params }: Props) {
  await requirePermission('user.deactivate');
  await requireFreshSignIn();
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.deactivate);
  const [t, crumbs] = await Promise.all([getTranslations('people.reactivate'), personCrumbs(user)]);
  return (
    <PortalPage crumbs={crumbs}>
      <PersonForm
        user={user}
        title={t('title', { name: callName(user) })}
        lead={<p>{t('lead')}</p>}
        action={reactivateUserAction}
        fields={['reason']}
        submit={t('submit')}
      >
        <TextField name="reason" label={t('reason')} hint={t('reasonHint')} autoComplete="off" />
      </PersonForm>
    </PortalPage>
  );
}
