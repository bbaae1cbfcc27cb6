import type { Answer, Caller, Sending } from './http';

/** The parts of a multipart form, in this order. */
export function multipart(
  fields: Record<string, string> | [string, string][],
): Required<Pick<Sending, 'headers' | 'body'>> {
  const boundary = '----portal-e2e-boundary';
  const parts = (Array.isArray(fields) ? fields : Object.entries(fields)).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

const entities: Record<string, string> = {
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};
/** Text of a page's HTML as it was before it was escaped. */
export const unescaped = (text: string) =>
  text.replace(/&(quot|#x27|lt|gt|amp);/g, (entity) => entities[entity] ?? entity);

const attribute = (tag: string, name: string) =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '');
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

/**
 * The hidden fields of a form in `main` of a page, as a browser without scripts would send them.
 * @param id the form's; without it the first one's
 */
export async function hiddenFields(
  caller: Caller,
  path: string,
  id?: string,
): Promise<Record<string, string>> {
  const page = await caller.get(path, { accept: 'text/html' });
  const forms = mainOf(page.text).match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((each) => id === undefined || each.includes(` id="${id}"`)) ?? '';
  const inputs = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]));
}

/** What each form in `main` of a page sends when nothing is changed and its first button is pressed. */
export function formsOf(html: string): Record<string, string>[] {
  return (mainOf(html).match(/<form[\s\S]*?<\/form>/g) ?? []).map((form) => {
    const inputs = (form.match(/<(?:input|button)\b[^>]*>/g) ?? []).filter(
      (tag) => !/type="(checkbox|radio)"/.test(tag) || /\schecked/.test(tag),
    );
    const areas = [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)];
    const lists = [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)];
    const chosen = (options: string) =>
      /<option\b[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option\b[^>]*>/.exec(options)?.[0] ?? '';
    const pairs = [
      ...inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]),
      ...areas.map(([, tag = '', text = '']) => [attribute(tag, 'name'), unescaped(text)]),
      ...lists.map(([, tag = '', options = '']) => [
        attribute(tag, 'name'),
        attribute(chosen(options), 'value'),
      ]),
    ];
    // The first of several buttons, and of several boxes.
    return Object.fromEntries(pairs.filter(([name]) => name !== '').reverse());
  });
}

/** The names of what is typed in the clear in `main` of a page: no passwords, and no codes that count once. */
export function typedNames(html: string): Set<string> {
  const inputs = mainOf(html).match(/<(?:input|textarea)\b[^>]*>/g) ?? [];
  const typed = inputs.filter(
    (tag) =>
      (tag.startsWith('<textarea') || /\stype="(text|email|tel|search)"/.test(tag)) &&
      !/\sreadonly\b/i.test(tag) &&
      attribute(tag, 'autocomplete') !== 'one-time-code',
  );
  return new Set(typed.map((tag) => attribute(tag, 'name')));
}

/** The number of the server action that a form calls; undefined for a form that only asks for another address. */
export function actionOf(form: Record<string, string>): string | undefined {
  const described = Object.entries(form).find(([name]) => /^\$ACTION_\w+:0$/.test(name))?.[1] ?? '{}';
  return (JSON.parse(described) as { id?: string }).id;
}

/** Sends a form of a page as a browser without scripts does, with these headers of where it comes from. */
export async function postForm(
  caller: Caller,
  path: string,
  fields: Record<string, string>,
  from: Record<string, string>,
): Promise<Answer> {
  const { headers, body } = multipart({ ...(await hiddenFields(caller, path)), ...fields });
  return caller.call('POST', path, { headers: { accept: 'text/html', ...headers, ...from }, body });
}
