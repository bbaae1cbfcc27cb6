import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { formFrame } from '@/app/_parts/form-frame';
import { MessagePage } from '@/app/_parts/message-page';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { getAccountReset } from '@/lib/accounts';
import { pageActor, read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { askAccountResetAction } from './actions';

/** Asking for the second factors to be taken away, for who has given the password and has lost them all. */
export default async function AccountResetPage() {
  if ((await pageActor()).kind === 'person') redirect(paths.dashboard());
  const { mayAsk, dueAt } = await read(getAccountReset, {});
  const [t, twoFactor, tell] = await Promise.all([
    getTranslations('accountReset'),
    getTranslations('twoFactor.signIn'),
    momentTeller(),
  ]);
  const crumbs = [{ href: paths.twoFactor(), label: twoFactor('title') }];
  if (!mayAsk || dueAt)
    return (
      <MessagePage
        title={t('title')}
        texts={dueAt ? [t('waiting', { due: tell(dueAt) }), t('waitingWay')] : [t('staff')]}
        crumbs={crumbs}
      >
        <title>{await pageTitle(t('title'))}</title>
      </MessagePage>
    );
  return (
    <PortalPage crumbs={crumbs}>
      <AccountForm
        {...(await formFrame(t('title')))}
        action={askAccountResetAction}
        fields={[]}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-2">{t('lead')}</p>
            <ol className="mb-6 max-w-prose list-decimal space-y-1 pl-5">
              {(['mail', 'wait', 'link'] as const).map((line) => (
                <li key={line}>{t(`steps.${line}`)}</li>
              ))}
            </ol>
          </>
        }
      >
        <ButtonRow>
          <SubmitButton>{t('submit')}</SubmitButton>
          <a href={paths.twoFactor()} className="inline-block py-1">
            {t('back')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
