import type { Page } from '@playwright/test';
import { en } from '@/messages';

type Texts = { readonly [name: string]: string | Texts };
const messages: Texts = en;

/** Names of programs that pages show on purpose, and that begin like a message's: events of the trail, permissions. */
const shownOnPurpose = new Set([...namesIn(messages.events), ...namesIn(messages.permissions)]);

function namesIn(texts: string | Texts | undefined, before = ''): string[] {
  if (typeof texts !== 'object') return [before];
  return Object.entries(texts).flatMap(([name, inner]) =>
    namesIn(inner, before ? `${before}.${name}` : name),
  );
}

const spaces = Object.keys(messages).map((name) => name.replace(/[^\w-]/g, '\\$&'));
/** What next-intl writes where a message is missing: its whole key, and every one begins with one of these names. */
const key = new RegExp(`(?<![\\w.@/-])(?:${spaces.join('|')})\\.[\\w-]+(?:\\.[\\w-]+)*`, 'g');

/** The keys of messages that a text holds, where words should stand. `isName` allows the names of programs. */
function keysIn(text: string, isName: boolean): string[] {
  return (text.match(key) ?? []).filter((found) => !(isName && shownOnPurpose.has(found)));
}

/**
 * Every message key that a page shows instead of words, each with the element that shows it: texts, hidden ones too, and
 * the attributes that people read or hear. A name that stands in `code`, or alone with the link to the events of that name,
 * is none.
 */
export async function shownMessageKeys(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ['alt', 'aria-description', 'aria-label', 'content', 'label', 'placeholder', 'title'];
    const found: { text: string; isName: boolean; where: string }[] = [];
    for (const element of document.querySelectorAll('*')) {
      if (element.matches('script, style')) continue;
      // Each piece by itself: two that stand side by side would hide where a key begins.
      const own = [...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : []));
      const inInput = element.matches('input[type=submit], input[type=button]')
        ? [element.getAttribute('value') ?? '']
        : [];
      const read = attributes.map((name) => element.getAttribute(name) ?? '');
      const links = [...element.children].flatMap((child) =>
        child instanceof HTMLAnchorElement ? [new URL(child.href).searchParams.get('event')] : [],
      );
      const inCode = element.closest('code') !== null;
      for (const text of [...own, ...inInput, ...read])
        if (text.includes('.'))
          found.push({
            text,
            isName: inCode || links.includes(text.trim()),
            where: element.outerHTML.slice(0, 120),
          });
    }
    return found;
  });
  return texts.flatMap(({ text, isName, where }) =>
    keysIn(text, isName).map((found) => `${found} in ${where}`),
  );
}
