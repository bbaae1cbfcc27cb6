import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { Split } from '@/components/ui/panel';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getPeopleOptions, setUserDepartments } from '@/lib/administration';
import { setUserDepartmentsAction } from '../../actions';
import { DepartmentChoices } from '../../choices';
import { SavedNow } from '../../saved-now';
import { mayOrForbidden } from '../may';
import { callName, personCrumbs, personFile } from '../person-file';
import { PersonForm } from '../person-form';

type Props = { params: Promise<{ id: string }> };

/** Saying in which departments somebody works. */
export default async function DepartmentsOfPersonPage({ params }: Props) {
  await guard(setUserDepartments);
  const { user, may } = await personFile((await params).id);
  mayOrForbidden(may.departments);
  const [t, crumbs, options] = await Promise.all([
    getTranslations('people'),
    personCrumbs(user),
    read(getPeopleOptions, { county: user.county?.code }),
  ]);
  const names = user.departments.map(({ name }) => name).join(', ');
  return (
    <PortalPage crumbs={crumbs}>
      <Split
        main={
          <PersonForm
            user={user}
            title={t('changeDepartments.title', { name: callName(user) })}
            lead={t('changeDepartments.lead')}
            action={setUserDepartmentsAction}
            also={['departments']}
          >
            <DepartmentChoices
              departments={options.departments}
              held={user.departments.map(({ id }) => id)}
            />
          </PersonForm>
        }
        side={<SavedNow items={[{ label: t('fields.departments'), value: names || t('none') }]} />}
      />
    </PortalPage>
  );
}
