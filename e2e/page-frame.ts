import { expect } from '@playwright/test';
import { share } from '@/lib/testing/size';
import { english, spanish, type Texts } from './words';

// The frame of every page: docs/ux.md, "Every page". Read from a browser's document or from one of jsdom, judged once.

export type Language = 'en' | 'es';

/**
 * The languages in which a browser draws the pages of a file: one of them below the deep size, the other at other commits.
 * Half of the files begin with Spanish, so that each commit draws pages in both. Words are read in both at every commit, as
 * the server sends them (page-source.ts).
 */
export const drawnLanguages = (first: Language): Language[] =>
  share<Language>(first === 'en' ? ['en', 'es'] : ['es', 'en'], 2);

type ShownText = { text: string; isName: boolean; language: string; where: string };
export type Frame = {
  language: string;
  title: string;
  headings: string[];
  landmarks: Record<'banner' | 'main' | 'contentinfo', number>;
  /** Of elements, hidden ones too, and of the attributes that people read or hear. */
  texts: ShownText[];
};

/**
 * Reads the frame of the document whose root this is. A name of programs is one that stands in `code`, or alone with the
 * link to the events of that name. Refers to nothing outside itself: a browser gets its text alone.
 */
export function frameOf(root: Element): Frame {
  const attributes = ['alt', 'aria-description', 'aria-label', 'content', 'label', 'placeholder', 'title'];
  const sectioning = 'article, aside, main, nav, section';
  const ofPage = (name: string) =>
    [...root.querySelectorAll(name)].filter((element) => !element.closest(sectioning)).length;
  const texts: ShownText[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.matches('script, style')) continue;
    // Each piece by itself: two that stand side by side would hide where a key begins.
    const own = [...element.childNodes].flatMap((node) =>
      node.nodeType === 3 ? [node.nodeValue ?? ''] : [],
    );
    const inInput = element.matches('input[type=submit], input[type=button]')
      ? [element.getAttribute('value') ?? '']
      : [];
    const read = attributes.map((name) => element.getAttribute(name) ?? '');
    const links = [...element.children].flatMap((child) => {
      const query = child.getAttribute('href')?.split('?')[1];
      return query === undefined ? [] : [new URLSearchParams(query).get('event')];
    });
    const inCode = element.closest('code') !== null;
    const language = element.closest('[lang]')?.getAttribute('lang') ?? '';
    for (const text of [...own, ...inInput, ...read])
      if (text.trim() !== '')
        texts.push({
          text,
          isName: inCode || links.includes(text.trim()),
          language,
          where: element.outerHTML.slice(0, 120),
        });
  }
  return {
    language: root.getAttribute('lang') ?? '',
    title: root.ownerDocument.title,
    headings: [...root.querySelectorAll('h1')].map((heading) => (heading.textContent ?? '').trim()),
    landmarks: {
      banner: ofPage('header'),
      main: root.querySelectorAll('main').length,
      contentinfo: ofPage('footer'),
    },
    texts,
  };
}

/** One h1 with words, which the title begins with; one of each landmark; words of the language that was asked for, no keys. */
export function expectGoodFrame(frame: Frame, where: string, language: Language): void {
  expect.soft(frame.language, where).toBe(language);
  expect.soft(frame.headings, `one h1: ${where}`).toEqual([expect.stringMatching(/\S/)]);
  const title = frame.title.replace(/^Error: /, '');
  // A title is one line; a heading may be written on several.
  expect.soft(title, `title: ${where}`).toMatch(/ – (Alder County Services|Servicios de Alder County)$/);
  expect.soft(title.split(' – ')[0], `title: ${where}`).toBe(frame.headings[0]);
  expect.soft(frame.landmarks, `landmarks: ${where}`).toEqual({ banner: 1, main: 1, contentinfo: 1 });
  expect.soft(shownKeys(frame.texts), `a message key instead of words: ${where}`).toEqual([]);
  if (language === 'es') expect.soft(englishAmong(frame.texts), `English: ${where}`).toEqual([]);
}

function namesIn(texts: string | Texts | undefined, before = ''): string[] {
  if (typeof texts !== 'object') return [before];
  return Object.entries(texts).flatMap(([name, inner]) =>
    namesIn(inner, before ? `${before}.${name}` : name),
  );
}

/** Names of programs that pages show on purpose, and that begin like a message's: events of the trail, permissions. */
const shownOnPurpose = new Set([...namesIn(english.events), ...namesIn(english.permissions)]);
const spaces = Object.keys(english).map((name) => name.replace(/[^\w-]/g, '\\$&'));
/** What next-intl writes where a message is missing: its whole key, and every one begins with one of these names. */
const key = new RegExp(`(?<![\\w.@/-])(?:${spaces.join('|')})\\.[\\w-]+(?:\\.[\\w-]+)*`, 'g');

/** The keys of messages where words should stand, each with the element that shows it. */
function shownKeys(texts: readonly ShownText[]): string[] {
  return texts.flatMap(({ text, isName, where }) =>
    (text.match(key) ?? [])
      .filter((found) => !(isName && shownOnPurpose.has(found)))
      .map((found) => `${found} in ${where}`),
  );
}

function wordsIn(texts: string | Texts): string[] {
  return typeof texts === 'string' ? [texts] : Object.values(texts).flatMap(wordsIn);
}

const spanishWords = new Set(wordsIn(spanish));
/** Not the names of roles: people of the demonstration are called by them. */
const { roles: _, ...spoken } = english;
const englishWords = new Set(wordsIn(spoken).filter((words) => !spanishWords.has(words)));
/** Speaks to the reader, which no name of a department or role does. */
const address = /(?<![\w.@/-])(?:you|your|please)(?![\w.@-])/i;

/** English among Spanish: a message that was not translated, and a sentence that stands in the code. Names are nobody's words, and what says that it is English may be. */
function englishAmong(texts: readonly ShownText[]): string[] {
  return texts
    .filter(({ language }) => language === 'es')
    .filter(({ text, isName }) => !isName && (englishWords.has(text.trim()) || address.test(text)))
    .map(({ text, where }) => `${text.trim()} in ${where}`);
}
