import { getTranslations } from 'next-intl/server';
import QRCode from 'qrcode';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { ButtonLink } from '@/components/ui/button';
import { QrCode } from '@/components/ui/qr-code';
import { confirmApp, getAppInSetUp } from '@/lib/accounts';
import { confirmAppFields } from '@/lib/accounts/factors/schema';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { confirmAppAction } from '../actions';
import { codesWords } from '../codes-words';
import { KeepOthers } from '../keep-others';

/** Setting an authenticator app up: the secret as a picture and as text, and the code that proves that the app has it. */
export default async function SetUpAppPage() {
  await guard(confirmApp);
  const app = await read(getAppInSetUp, {});
  const [t, settings] = await Promise.all([
    getTranslations('twoFactor.setUp'),
    getTranslations('twoFactor.settings'),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.factors.show(), label: settings('title') }]}>
      <Form
        of={app ? confirmAppFields : {}}
        title={t('title')}
        heading={<h1>{t('title')}</h1>}
        before={{ code: app ? <Steps app={app} /> : null }}
        action={confirmAppAction}
        checks="factors/ConfirmApp"
        revealedCodes={await codesWords()}
        submit={t('submit')}
        instead={app ? undefined : <ButtonLink href={paths.factors.show()}>{settings('title')}</ButtonLink>}
        cancelHref={app ? paths.factors.show() : undefined}
      >
        {/* The form stands here all the same: without scripts it is what shows the codes after it was sent. */}
        {app ? <KeepOthers /> : <p className="max-w-prose">{t('notBegun')}</p>}
      </Form>
    </PortalPage>
  );
}

async function Steps({ app }: { app: { secret: string; otpauthUrl: string } }) {
  const t = await getTranslations('twoFactor.setUp');
  const { modules } = QRCode.create(app.otpauthUrl, { errorCorrectionLevel: 'M' });
  return (
    <ol className="mb-6 max-w-prose list-decimal space-y-3 pl-5">
      <li>{t('install')}</li>
      <li>
        {t('scan')}
        <QrCode size={modules.size} dark={modules.data} label={t('picture')} />
        <p className="mt-2 text-ink-2">{t('type')}</p>
        <p className="mt-1 font-mono font-strong [overflow-wrap:anywhere]">
          {app.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </p>
      </li>
      <li>{t('enter')}</li>
    </ol>
  );
}
