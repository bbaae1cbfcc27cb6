import 'server-only';
import { getLocale, getTranslations } from 'next-intl/server';
import type { Fault } from '@/lib/kernel/result';
import { waitInWords } from '@/lib/shared/dates';
import type { MessageKey } from '@/messages/keys';

async function translatorOf(fault: Fault): Promise<(key: MessageKey) => string> {
  const t = await getTranslations();
  const wait = waitInWords(fault.retryAfter ?? 0, await getLocale());
  return (key) => t(key, { ...fault.values, wait });
}

/** A fault's message in the reader's language. */
export async function faultText(fault: Fault): Promise<string> {
  return (await translatorOf(fault))(fault.message);
}

/** A fault's messages by field, in the reader's language; empty for a fault of no field. */
export async function faultTexts(fault: Fault): Promise<Record<string, string[]>> {
  const t = await translatorOf(fault);
  return Object.fromEntries(
    Object.entries(fault.fields ?? {}).map(([field, keys]) => [field, keys.map((key) => t(key))]),
  );
}
