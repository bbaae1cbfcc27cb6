import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Fault } from './result';

type Translate = (key: string, values?: Record<string, string | number>) => string;

function textOf(t: Translate, key: string, fault: Fault): string {
  const wait = fault.retryAfter ?? 0;
  return t(key, { ...fault.values, seconds: wait, minutes: Math.ceil(wait / 60) });
}

/** A fault's message in the reader's language. */
export async function faultText(fault: Fault): Promise<string> {
  return textOf((await getTranslations()) as Translate, fault.message, fault);
}

/** A fault's messages by field, in the reader's language; empty for a fault of no field. */
export async function faultTexts(fault: Fault): Promise<Record<string, string[]>> {
  const t = (await getTranslations()) as Translate;
  return Object.fromEntries(
    Object.entries(fault.fields ?? {}).map(([field, keys]) => [
      field,
      keys.map((key) => textOf(t, key, fault)),
    ]),
  );
}
