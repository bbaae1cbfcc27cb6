import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { TextField } from '@/components/forms/text-field';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { deactivateUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is deactivated, and says what will happen. */
export default async function DeactivatePersonPage({ params }: Props) {
  await requirePermission('user.deactivate');
  await requireFreshSignIn();
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.deactivate);
  const [t, crumbs] = await Promise.all([getTranslations('people.deactivate'), personCrumbs(user)]);
  return (
    <PortalPage crumbs={crumbs}>
      <PersonForm
        user={user}
        title={t('title', { name: callName(user) })}
        lead={
          <>
            <p className="mb-2">{t('lead')}</p>
            <ul className="list-disc pl-5">
              {(['sessions', 'links', 'signIn', 'data', 'undo'] as const).map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
            </ul>
          </>
        }
        action={deactivateUserAction}
        fields={['reason']}
        submit={t('submit')}
        isDanger
      >
        <TextField name="reason" label={t('reason')} hint={t('reasonHint')} autoComplete="off" />
      </PersonForm>
    </PortalPage>
  );
}
