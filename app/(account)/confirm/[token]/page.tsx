import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { deviceNamer, momentTeller } from '@/app/_parts/devices';
import { Form } from '@/app/_parts/form';
import { MessagePage } from '@/app/_parts/message-page';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { checkLink } from '@/lib/accounts';
import { confirmFields } from '@/lib/accounts/schema';
import { markOfLink } from '@/lib/adapters/drawn-for';
import { linkToken } from '@/lib/adapters/link-cookie';
import { pageActor, read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { confirmEmailAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/**
 * Confirming an address by a mailed link: says who asked for it, and asks for a button, since mail scanners open links
 * too, or for the password that was chosen in another browser.
 */
export default async function ConfirmLinkPage({ params }: Props) {
  const isHere = paths.confirmation.link() === paths.confirmation.mailed((await params).token);
  const token = isHere ? await linkToken('confirm') : undefined;
  const { usable, confirms } = await read(checkLink, { kind: 'confirm', token });
  if (!usable || !confirms) return <DeadLinkPage askHref={paths.confirmation.ask()} />;
  const [t, errors, actor] = await Promise.all([
    getTranslations('accounts.confirm'),
    getTranslations('errors.link'),
    pageActor(),
  ]);
  if (confirms.asks === 'session')
    return (
      <MessagePage title={t('elsewhereTitle')} texts={[`${errors('sessionThatAsked')}.`]}>
        <title>{await pageTitle(t('elsewhereTitle'))}</title>
      </MessagePage>
    );
  const { email, isChange } = confirms;
  return (
    <PortalPage>
      <Form
        of={confirms.asks === 'password' ? confirmFields : {}}
        hints={{ password: t('passwordHint') }}
        title={t('linkTitle')}
        heading={
          <>
            <h1>{t('linkTitle')}</h1>
            <p className="mb-3.5 max-w-prose [overflow-wrap:anywhere]">
              {t(isChange ? 'changeText' : 'linkText', { email })}
            </p>
            {isChange ? null : <Registered {...confirms} />}
          </>
        }
        action={confirmEmailAction}
        mark={markOfLink(token)}
        sends={{ next: actor.kind === 'person' ? paths.dashboard.show() : paths.signIn.start() }}
        submit={t('linkSubmit')}
      />
    </PortalPage>
  );
}

type Facts = {
  name: string;
  from: { at: string; ip: string; userAgent: string; place: string | null } | null;
};

/** Who registered, as far as they said, and from where. */
async function Registered({ name, from }: Facts) {
  const [t, security, nameOf, tell] = await Promise.all([
    getTranslations('accounts.confirm'),
    getTranslations('accounts.security'),
    deviceNamer(),
    momentTeller(),
  ]);
  const facts = [
    t('who', { name: name || t('noName') }),
    ...(from
      ? [
          t('when', { when: tell(from.at) }),
          t('device', { device: nameOf(from.userAgent) }),
          t('address', { ip: from.ip }),
          ...(from.place ? [security('place', { place: from.place })] : []),
        ]
      : []),
  ];
  return (
    <ul className="mb-5 space-y-1 [overflow-wrap:anywhere]">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
