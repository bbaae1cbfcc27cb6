import { getTranslations } from 'next-intl/server';
import { guard } from '@/lib/adapters/guard';
import { resetFactors } from '@/lib/administration';
import { resetFactorsAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personFile } from '../person-file';
import { PersonQuestion } from '../person-question';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody's second factors are taken away, and says what will happen. */
export default async function ResetFactorsPage({ params }: Props) {
  await guard(resetFactors);
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.resetFactors);
  const t = await getTranslations('people.resetFactors');
  return (
    <PersonQuestion
      user={user}
      title={t('title', { name: callName(user) })}
      lead={t('lead')}
      results={[t('factors'), t('sessions'), t('mail')]}
      action={resetFactorsAction}
      reason={{ label: t('reason'), hint: t('reasonHint') }}
      variant="danger"
      submit={t('submit')}
    />
  );
}
