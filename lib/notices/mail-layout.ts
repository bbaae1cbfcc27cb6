import 'server-only';
// Not from next-intl: its index needs a React that scripts (create-admin) do not have.
import { createTranslator } from 'use-intl/core';
import type { ComposedMail } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import type { Language } from '@/lib/shared/languages';
import { catalogues } from '@/messages';
import { keyOf, type MailWords } from '@/messages/keys';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** Tables and inline styles: what mail programs understand. Colours are those of tailwind.config.ts. */
function html(
  locale: Language,
  subject: string,
  paragraphs: string[],
  button: { label: string; url: string } | null,
  second: { label: string; url: string } | null,
  why: string,
  sender: string,
): string {
  const lines = paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`).join('');
  const action = button
    ? `<p style="margin:24px 0"><a href="${escaped(button.url)}" style="display:inline-block;background:#14532d;color:#ffffff;padding:12px 22px;border-radius:6px;font-weight:bold;text-decoration:none">${escaped(button.label)}</a></p><p style="margin:0 0 16px;font-size:14px;color:#4a5a52;word-break:break-all">${escaped(button.url)}</p>`
    : '';
  const plainLink = (link: { label: string; url: string }) =>
    `<p style="margin:0 0 8px"><a href="${escaped(link.url)}" style="color:#14532d;font-weight:bold">${escaped(link.label)}</a></p><p style="margin:0 0 16px;font-size:14px;color:#4a5a52;word-break:break-all">${escaped(link.url)}</p>`;
  const other = second ? plainLink(second) : '';
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head><body style="margin:0;background:#fbfbf8;color:#16211c;font:16px/1.55 Arial,Helvetica,sans-serif"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #d5ddd8;border-radius:10px"><tr><td style="background:#14532d;color:#ffffff;padding:16px 24px;border-radius:10px 10px 0 0;font-weight:bold">${escaped(sender)}</td></tr><tr><td style="padding:24px"><h1 style="font-size:22px;line-height:1.25;margin:0 0 16px">${escaped(subject)}</h1>${lines}${action}${other}<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #d5ddd8;font-size:14px;color:#4a5a52">${escaped(why)}</p></td></tr></table></td></tr></table></body></html>`;
}

/**
 * Composes a mail from `mail.<template>` of the messages: `subject`, `lines` joined by line breaks, `button` (when `path`
 * is given), and `why` it came and what to do if it was not you. An alert has a second link, "This was not me"
 * (`notMePath`). Links start with APP_URL and nothing else.
 */
export function composeMail(
  template: MailWords,
  locale: Language,
  {
    path,
    notMePath,
    values = {},
  }: { path?: string; notMePath?: string | undefined; values?: Record<string, string> } = {},
): ComposedMail {
  const t = createTranslator({ locale, messages: catalogues[locale] });
  const text = (part: string) => t(keyOf(`mail.${template}.${part}`), values);
  const subject = text('subject');
  const paragraphs = text('lines').split('\n');
  const button = path ? { label: text('button'), url: env().APP_URL + path } : null;
  const second = notMePath ? { label: t('mail.notMe'), url: env().APP_URL + notMePath } : null;
  const why = text('why');
  const links = [button, second].flatMap((link) => (link ? [`${link.label}:\n${link.url}`] : []));
  const plain = [...paragraphs, ...links, '--', why];
  return {
    subject,
    text: `${plain.join('\n\n')}\n`,
    html: html(locale, subject, paragraphs, button, second, why, t('mail.sender')),
  };
}
