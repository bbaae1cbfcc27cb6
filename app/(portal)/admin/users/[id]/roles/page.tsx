import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { Split } from '@/components/ui/panel';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getPeopleOptions, setUserRoles } from '@/lib/administration';
import { setUserRolesAction } from '../../actions';
import { RoleChoices } from '../../choices';
import { SavedNow } from '../../saved-now';
import { peopleWords } from '../../words';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Giving and taking roles. Who has not signed in lately proves it first. */
export default async function RolesOfPersonPage({ params }: Props) {
  await guard(setUserRoles);
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.assign);
  const [t, words, crumbs, options] = await Promise.all([
    getTranslations('people'),
    peopleWords(),
    personCrumbs(user),
    read(getPeopleOptions, { county: user.county?.code }),
  ]);
  return (
    <PortalPage crumbs={crumbs}>
      <Split
        main={
          <PersonForm
            user={user}
            title={t('changeRoles.title', { name: callName(user) })}
            lead={t('changeRoles.lead')}
            action={setUserRolesAction}
            also={['roles']}
          >
            <RoleChoices roles={options.roles} held={user.roles} />
          </PersonForm>
        }
        side={
          <SavedNow
            items={[{ label: t('fields.roles'), value: user.roles.map(words.roleName).join(', ') }]}
          />
        }
      />
    </PortalPage>
  );
}
