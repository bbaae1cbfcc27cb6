import type { MessageKeys, NestedKeyOf } from 'use-intl/core';
import type { Language } from '@/lib/shared/languages';
import { en } from '.';

declare module 'use-intl/core' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}

type Words = typeof en;

/** What stands in messages/, as `area.part.name`. A key that English does not have does not compile. */
export type MessageKey = MessageKeys<Words, NestedKeyOf<Words>>;

/** An area that has the words of a list: `<ListPage>` draws its title, its filters and its empty states. */
export type ListArea = {
  [A in keyof Words]: Words[A] extends { title: string; pages: string; filter: object; empty: object }
    ? A
    : never;
}[keyof Words];

/** A mail that has words: its area is `mail.<name>`. */
export type MailWords = {
  [N in keyof Words['mail']]: Words['mail'][N] extends { subject: string } ? N : never;
}[keyof Words['mail']];

/**
 * Whether there is a text of this name. For names that are known only when the portal runs: of rows, or of an address,
 * and such a name may be that of a group of texts, or anything.
 */
export function isKey(name: string): name is MessageKey {
  return hasText(en, name);
}

/** Whether there is a text of this name in these messages, as they are written or as the build compiles them. */
export function hasText(messages: object, name: string): boolean {
  const inner = (at: unknown, part: string): unknown =>
    typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, part)
      ? at[part as keyof typeof at]
      : undefined;
  const found = name.split('.').reduce(inner, messages);
  // Compiled (next.config.mjs), a text with values is the list of its parts.
  return typeof found === 'string' || Array.isArray(found);
}

/** The key that is put together from parts which the compiler cannot see. No text of this name is a bug, and thrown. */
export function keyOf(name: string): MessageKey {
  if (isKey(name)) return name;
  throw new Error(`There is no text of this name in messages/: ${name}`);
}
