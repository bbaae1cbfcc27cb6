import type { Answer, Caller, Sending } from './http';

/** The parts of a multipart form. */
export function multipart(fields: Record<string, string>): Required<Pick<Sending, 'headers' | 'body'>> {
  const boundary = '----portal-e2e-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

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
  const main = /<main[\s\S]*<\/main>/.exec(page.text)?.[0] ?? '';
  const forms = main.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((each) => id === undefined || each.includes(` id="${id}"`)) ?? '';
  const inputs = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  const attribute = (tag: string, name: string) =>
    (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  return Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]));
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
