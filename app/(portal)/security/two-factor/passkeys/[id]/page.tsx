import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { getPasskey, renamePasskey } from '@/lib/accounts';
import { passkeyFields } from '@/lib/accounts/passkeys/schema';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { renamePasskeyAction } from '../../actions';

/** Gives one of the own passkeys another name. */
export default async function RenamePasskeyPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(renamePasskey);
  const [t, settings, passkey] = await Promise.all([
    getTranslations('passkeys.rename'),
    getTranslations('twoFactor.settings'),
    read(getPasskey, { passkeyId: (await params).id }),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.factors.show(), label: settings('title') }]}>
      <Form
        of={passkeyFields}
        title={t('title')}
        heading={<h1>{t('title')}</h1>}
        action={renamePasskeyAction}
        checks="passkeys/PasskeyName"
        values={{ name: passkey.name }}
        sends={{ passkeyId: passkey.id }}
        submit={t('submit')}
        cancelHref={paths.factors.show()}
      />
    </PortalPage>
  );
}
