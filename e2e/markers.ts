import { unescaped } from './forms-over-http';
import type { Guarded } from './guarded-world';
import type { Answer } from './http';

/** By what one knows that something of a guarded address stands in an answer. */
export type Markers = { headings: string[]; texts: string[] };

const addresses = /[\w.+-]+@[\w-]+\.[\w.]+/g;
const ids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const plain = (html: string) => unescaped(html.replace(/<!--.*?-->|<[^>]*>/gs, '')).trim();

/** What only its reader should see: of a page its heading, e-mail addresses and rows; of a file or JSON its data. */
export function markersOf({ text }: Answer, { kind, path }: Guarded): Markers {
  if (kind !== 'page') {
    // A reader's own path is written back to them in a link.
    const data = [...(text.match(addresses) ?? []), ...(text.match(ids) ?? [])].filter(
      (found) => !path.includes(found),
    );
    const names = text.match(/"\w{6,}":/g) ?? [];
    return { headings: [], texts: [...new Set(data.length > 0 ? data : names)].slice(0, 12) };
  }
  const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '';
  const heading = plain(/<h1[\s\S]*?<\/h1>/.exec(main)?.[0] ?? '');
  const cells = (main.match(/<t[dh]\b[\s\S]*?<\/t[dh]>/g) ?? []).map(plain).filter((cell) => cell.length > 8);
  const found = [...(plain(main).match(addresses) ?? []), ...cells];
  return { headings: heading ? [heading] : [], texts: [...new Set(found)].slice(0, 12) };
}

const read = new WeakMap<Answer, string>();
function textOf(answer: Answer): string {
  const text = read.get(answer) ?? unescaped(answer.text).replaceAll('\\"', '"');
  read.set(answer, text);
  return text;
}

/** Those of them that stand in an answer: as HTML, in the data of Next's scripts, or in JSON. */
export function markersIn(answer: Answer, { headings, texts }: Markers): string[] {
  const all = textOf(answer);
  return [
    // The title is "<h1> – <county> Services".
    ...headings.filter((heading) =>
      [`${heading} – `, `>${heading}</h1>`, `"h1",null,{"children":"${heading}"`].some((form) =>
        all.includes(form),
      ),
    ),
    ...texts.filter((found) => all.includes(found)),
  ];
}

/** Markers that do not stand in any of these answers. */
export function without(markers: Markers, open: readonly Answer[], email: string): Markers {
  const shown = new Set([email, ...open.flatMap((answer) => markersIn(answer, markers))]);
  return {
    headings: markers.headings.filter((heading) => !shown.has(heading)),
    texts: markers.texts.filter((found) => !shown.has(found)),
  };
}
