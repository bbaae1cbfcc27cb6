import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { getCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deactivateCountyAction } from '../../actions';
import { countyCrumbs } from '../../crumbs';

/** Asks once before everybody of a county is kept out. */
export default async function DeactivateCountyPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePermission('county.manage');
  await requireFreshSignIn();
  const [t, common, county] = await Promise.all([
    getTranslations('counties'),
    getTranslations('common'),
    read(getCounty, { countyId: (await params).id }),
  ]);
  const title = t('deactivateTitle', { name: county.name });
  return (
    <PortalPage crumbs={await countyCrumbs(county)}>
      <AccountForm
        {...(await formFrame(title))}
        action={deactivateCountyAction}
        fields={[]}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p>{t('deactivateText')}</p>
          </>
        }
      >
        <HiddenField name="countyId" value={county.id} />
        <HiddenField name="version" value={county.version} />
        <HiddenField name="active" value="false" />
        <ButtonRow>
          <SubmitButton variant="danger">{t('deactivate')}</SubmitButton>
          <a href={paths.county(county.id)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
