import { getTranslations } from 'next-intl/server';
import { CheckboxField } from '@/components/forms/checkbox-field';
import { guard } from '@/lib/adapters/guard';
import { deactivateUser } from '@/lib/administration';
import { deactivateUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personFile } from '../person-file';
import { PersonQuestion } from '../person-question';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is deactivated, and says what will happen. */
export default async function DeactivatePersonPage({ params }: Props) {
  await guard(deactivateUser);
  const { user, may, serviceTokens } = await personFile((await params).id);
  mayOrForbidden(may.deactivate);
  const t = await getTranslations('people.deactivate');
  return (
    <PersonQuestion
      user={user}
      title={t('title', { name: callName(user) })}
      lead={t('lead')}
      results={[
        t('sessions'),
        t('links'),
        ...(serviceTokens.length > 0 ? [t('tokens', { names: serviceTokens.join(', ') })] : []),
        t('signIn'),
        t('data'),
        t('undo'),
      ]}
      action={deactivateUserAction}
      reason={{ label: t('reason'), hint: t('reasonHint') }}
      variant="danger"
      submit={t('submit')}
    >
      {serviceTokens.length > 0 ? <CheckboxField name="keepTokens" label={t('keepTokens')} /> : null}
    </PersonQuestion>
  );
}
