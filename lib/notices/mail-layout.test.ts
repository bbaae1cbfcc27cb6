import { afterEach, describe, expect, it } from 'vitest';
import { env, overrideSettings } from '@/lib/platform/env';
import { languages } from '@/lib/shared/languages';
import { en, es } from '@/messages';
import { isKey, type MailWords } from '@/messages/keys';
import { composeMail } from './mail-layout';

const before = env();
afterEach(() => overrideSettings(before));

const templates = Object.keys(en.mail).filter((name): name is MailWords => isKey(`mail.${name}.subject`));
/** What the mails that say something of their own are given. */
const values: Record<string, Record<string, string>> = {
  confirm: {
    name: 'Ana Diaz',
    at: 'Sunday',
    device: 'Firefox, Linux',
    ip: '192.0.2.1',
    place: 'Salem, Oregon',
  },
  'new-device': { device: 'Firefox, Linux', ip: '192.0.2.1', place: 'Salem, Oregon', at: 'Sunday' },
  'email-change-asked': { newEmail: 'new@example.org' },
  'email-changed': { newEmail: 'new@example.org' },
  'token-created': { name: 'Report', until: 'May 1' },
  'account-reset-asked': { due: 'Monday, 9:00 AM' },
  'provider-linked': { provider: 'State ID' },
  'provider-unlinked': { provider: 'State ID' },
  invite: { county: 'Alder County' },
  'service-token-created': { name: 'Report', until: 'May 1' },
  'factors-reset': { reason: 'Lost phone' },
  'passkey-added': { name: 'My phone' },
  'passkey-removed': { name: 'My phone' },
};
const all = templates.flatMap((template) => languages.map((locale) => [template, locale] as const));

describe('every mail', () => {
  it('is written in both languages', () => {
    expect(Object.keys(es.mail).sort()).toEqual(Object.keys(en.mail).sort());
    expect(templates.length).toBeGreaterThan(8);
  });

  it.each(all)('%s (%s) is whole: words, one button at most, no gap left open', (template, locale) => {
    const words = (locale === 'en' ? en : es).mail[template];
    const given = values[template] ?? {};
    const mail = composeMail(template, locale, {
      ...('button' in words ? { path: '/reset' } : {}),
      values: given,
    });
    for (const part of [mail.subject, mail.text, mail.html]) {
      expect(part).not.toMatch(/undefined|\[object|\{\w+\}|mail\.|NaN|null/);
      expect(part.trim()).not.toBe('');
    }
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.html.match(/<a /g)?.length ?? 0).toBe('button' in words ? 1 : 0);
    for (const value of Object.values(given)) expect(mail.text).toContain(value);
    // Why it came, and what to do if it was not you.
    expect(mail.text).toContain(words.why);
    expect(mail.html).not.toMatch(/<img|<script|<link|http-equiv|url\(/);
  });

  it('differs from language to language', () => {
    for (const template of templates) {
      const given = { values: values[template] ?? {} };
      expect(composeMail(template, 'es', given).subject).not.toBe(composeMail(template, 'en', given).subject);
    }
  });
});

describe('a mail', () => {
  it('of an alert has a second link, which is no button', () => {
    for (const locale of languages) {
      const mail = composeMail('password-changed', locale, { path: '/security', notMePath: '/not-me/token' });
      expect(mail.html.match(/<a /g)).toHaveLength(2);
      expect(mail.html.match(/background:#14532d;color:#ffffff;padding:12px/g)).toHaveLength(1);
      const label = (locale === 'en' ? en : es).mail.notMe;
      expect(mail.text).toContain(`${label}:\n${env().APP_URL}/not-me/token`);
    }
  });

  it('has links of APP_URL alone, in text and in HTML', () => {
    overrideSettings({ APP_URL: 'https://services.alder.example' });
    const mail = composeMail('reset-password', 'en', { path: '/reset/token' });
    for (const part of [mail.text, mail.html])
      for (const link of part.match(/https?:[^\s"<]+/g) ?? [])
        expect(link).toBe('https://services.alder.example/reset/token');
    expect(mail.text).toContain('https://services.alder.example/reset/token');
  });

  it('lets nothing that a person typed become HTML, nor words of ours', () => {
    const evil = `<script>alert('x')</script>"&{at}<b>`;
    const mail = composeMail('new-device', 'en', {
      path: '/security',
      values: { device: evil, ip: evil, place: evil, at: 'now' },
    });
    expect(mail.html).not.toMatch(/<script|<b>/);
    expect(mail.html).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;{at}&lt;b&gt;');
    expect(mail.text).toContain(evil);
  });
});
