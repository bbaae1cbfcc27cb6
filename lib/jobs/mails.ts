import 'server-only';
import type { Language } from '@/lib/shared/languages';

export type ComposedMail = { subject: string; text: string; html: string };

/** Writes the mail's text, or null when there is nothing to send (an address that has no account, say). */
export type Composer = (mail: {
  to: string;
  locale: Language;
  data: Record<string, string>;
  countyId: string | null;
  now: Date;
}) => Promise<ComposedMail | null>;

const composers = new Map<string, Composer>();

/** Registers who composes the mails of a template. */
export function mailTemplate(template: string, composer: Composer): void {
  composers.set(template, composer);
}

/** Who composes the mails of a template; undefined where nobody does. */
export function composerOf(template: string): Composer | undefined {
  return composers.get(template);
}
