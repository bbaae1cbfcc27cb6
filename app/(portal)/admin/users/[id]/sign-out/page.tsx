import { getTranslations } from 'next-intl/server';
import { guard } from '@/lib/adapters/guard';
import { signOutUser } from '@/lib/administration';
import { signOutUserAction } from '../../actions';
import { mayOrForbidden } from '../may';
import { callName, personFile } from '../person-file';
import { PersonQuestion } from '../person-question';

type Props = { params: Promise<{ id: string }> };

/** Asks once before somebody is signed out everywhere. */
export default async function SignOutPersonPage({ params }: Props) {
  await guard(signOutUser);
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.recover);
  const t = await getTranslations('people.signOut');
  return (
    <PersonQuestion
      user={user}
      title={t('title', { name: callName(user) })}
      lead={t('lead')}
      action={signOutUserAction}
      submit={t('submit')}
    />
  );
}
