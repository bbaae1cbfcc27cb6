import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { Form } from '@/app/_parts/form';
import { MessagePage } from '@/app/_parts/message-page';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { getAccountReset } from '@/lib/accounts';
import { pageActor, read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { askAccountResetAction } from './actions';

/** Asking for the second factors to be taken away, for who has given the password and has lost them all. */
export default async function AccountResetPage() {
  if ((await pageActor()).kind === 'person') redirect(paths.dashboard.show());
  const { reason, dueAt } = await read(getAccountReset, {});
  const [t, twoFactor, tell] = await Promise.all([
    getTranslations('accountReset'),
    getTranslations('twoFactor.signIn'),
    momentTeller(),
  ]);
  // The same, as a sentence of the page.
  const whyNot = reason
    ? t(reason.replace('errors.accountReset.', '') as 'staff' | 'mailed' | 'noPassword')
    : '';
  const crumbs = [{ href: paths.signIn.secondFactor(), label: twoFactor('title') }];
  if (reason || dueAt)
    return (
      <MessagePage
        title={t('title')}
        texts={dueAt ? [t('waiting', { due: tell(dueAt) }), t('waitingWay')] : [whyNot]}
        crumbs={crumbs}
      >
        <title>{await pageTitle(t('title'))}</title>
      </MessagePage>
    );
  return (
    <PortalPage crumbs={crumbs}>
      <Form
        title={t('title')}
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
        action={askAccountResetAction}
        submit={t('submit')}
        beside={
          <a href={paths.signIn.secondFactor()} className="inline-block py-1">
            {t('back')}
          </a>
        }
      />
    </PortalPage>
  );
}
