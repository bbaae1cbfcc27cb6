import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { Split } from '@/components/ui/panel';
import { guard } from '@/lib/adapters/guard';
import { updateUser } from '@/lib/administration';
import { SavedNow } from '../../saved-now';
import { mayOrForbidden } from '../may';
import { personCrumbs, personFile } from '../person-file';
import { EditForm } from './edit-form';

type Props = { params: Promise<{ id: string }> };

/** Changing somebody's names, contact details and language. The e-mail address is theirs alone to change. */
export default async function EditPersonPage({ params }: Props) {
  await guard(updateUser);
  const { user, may, languages } = await personFile((await params).id);
  mayOrForbidden(may.update);
  const [t, crumbs] = await Promise.all([getTranslations('people'), personCrumbs(user)]);
  const saved = [
    { label: t('fields.firstName'), value: user.firstName },
    { label: t('fields.lastName'), value: user.lastName },
    { label: t('fields.phoneNumber'), value: user.phoneNumber ?? '' },
    { label: t('fields.address'), value: user.address ?? '' },
    { label: t('fields.language'), value: t(`languages.${user.locale === 'es' ? 'es' : 'en'}`) },
  ];
  return (
    <PortalPage crumbs={crumbs}>
      <Split main={<EditForm user={user} languages={languages} />} side={<SavedNow items={saved} />} />
    </PortalPage>
  );
}
