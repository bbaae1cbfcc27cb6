import { getTranslations } from 'next-intl/server';
import { guard } from '@/lib/adapters/guard';
import { reactivateUser } from '@/lib/administration';
import { reactivateUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personFile } from '../person-file';
import { PersonQuestion } from '../person-question';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is made active again. */
export default async function ReactivatePersonPage({ params }: Props) {
  await guard(reactivateUser);
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.deactivate);
  const t = await getTranslations('people.reactivate');
  return (
    <PersonQuestion
      user={user}
      title={t('title', { name: callName(user) })}
      lead={t('lead')}
      action={reactivateUserAction}
      reason={{ label: t('reason'), hint: t('reasonHint') }}
      submit={t('submit')}
    />
  );
}
