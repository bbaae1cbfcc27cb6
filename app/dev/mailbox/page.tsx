import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { EmptyState } from '@/components/ui/empty-state';
import { Card } from '@/components/ui/panel';
import { mailboxDirectory } from '@/lib/kernel/ports';
import { env } from '@/lib/platform/env';
import { listMailbox } from '@/lib/platform/mailbox';
import { sentenceCase } from '@/lib/shared/dates';
import { MailText } from './mail-text';

export const generateMetadata = () => titled('mailbox.title');

/** The mails that the portal would have sent. Not there in production, nor beside a mail server. */
export default async function MailboxPage() {
  const { mode, SMTP_URL, APP_URL } = env();
  if (mode === 'start' || SMTP_URL) notFound();
  const [t, tell, mails] = await Promise.all([
    getTranslations('mailbox'),
    momentTeller(),
    listMailbox(mailboxDirectory(), 50),
  ]);
  return (
    <PortalPage>
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      {mails.length === 0 ? <EmptyState title={t('empty')} /> : null}
      <ul className="grid gap-[18px]">
        {mails.map((mail) => (
          <li key={`${mail.sentAt} ${mail.messageId} ${mail.to}`}>
            <Card>
              <h2>{mail.subject}</h2>
              <p className="mb-3 text-small text-ink-2 [overflow-wrap:anywhere]">
                {t('to')} {mail.to} · {sentenceCase(tell(mail.sentAt))}
              </p>
              <MailText text={mail.text} origin={APP_URL} />
            </Card>
          </li>
        ))}
      </ul>
    </PortalPage>
  );
}
