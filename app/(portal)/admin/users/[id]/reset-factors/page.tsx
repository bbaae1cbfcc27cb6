import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { TextField } from '@/components/forms/text-field';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { resetFactorsAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody's second factors are taken away, and says what will happen. */
export default async function ResetFactorsPage({ params }: Props) {
  await requirePermission('user.recover');
  await requireFreshSignIn();
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.resetFactors);
  const [t, crumbs] = await Promise.all([getTranslations('people.resetFactors'), personCrumbs(user)]);
  return (
    <PortalPage crumbs={crumbs}>
      <PersonForm
        user={user}
        title={t('title', { name: callName(user) })}
        lead={
          <>
            <p className="mb-2">{t('lead')}</p>
            <ul className="list-disc pl-5">
              {(['factors', 'sessions', 'mail'] as const).map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
            </ul>
          </>
        }
        action={resetFactorsAction}
        fields={['reason']}
        submit={t('submit')}
        isDanger
      >
        <TextField name="reason" label={t('reason')} hint={t('reasonHint')} autoComplete="off" />
      </PersonForm>
    </PortalPage>
  );
}
