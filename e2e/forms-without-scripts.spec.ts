import { actionOf, formsOf, multipart, typedNames } from './forms-over-http';
import { makeWorld, withGuardedPortal } from './guarded-world';
import { Caller } from './http';
import { root } from './portal';
import { expect, test } from './test';

// Every action of the portal's forms, posted once as a browser without scripts does: a fault is said, what was typed stays.
// What a form does when nothing is wrong, the journeys show.

const html = { accept: 'text/html' };
const publicForms = ['/login', '/register', '/reset', '/confirm'];

type Form = { at: string; caller: Caller; fields: Record<string, string>; typed: string[] };

/** Longer than anything may be, and of signs that HTML writes otherwise. */
const overlong = `“<b>&amp;'${'ñ'.repeat(6000)}`;

/** What is wrong with the answer to a form of which every field that is typed into holds too much. */
async function faultsOf({ at, caller, fields, typed }: Form, url: string): Promise<string[]> {
  const sent = { ...fields, ...Object.fromEntries(typed.map((name) => [name, overlong])) };
  // A form that only asks a question: of a thing that changed meanwhile.
  if (typed.length === 0 && 'version' in sent) sent.version = '0';
  const { headers, body } = multipart(sent);
  const answer = await caller.call('POST', at, { headers: { ...html, ...headers, origin: url }, body });
  // Others do at once what they are for.
  if (typed.length === 0 && answer.status === 303) return [];
  const drawn = formsOf(answer.text);
  // What another form has done since is shown in this one's place: a batch that ran can no longer be cancelled.
  const isGone = answer.status === 200 && !drawn.some((form) => actionOf(form) === actionOf(fields));
  if (typed.length === 0 && isGone) return [];
  const again = drawn.find((form) => typed.every((name) => name in form)) ?? {};
  return [
    ...(answer.status === 200 ? [] : [`status ${answer.status}`]),
    ...(/<main[\s\S]*role="alert"/.test(answer.text) ? [] : ['says no fault']),
    ...typed.filter((name) => again[name] !== overlong).map((name) => `${name} is lost`),
  ];
}

test('every form says its faults without scripts, and keeps what was typed', async () => {
  await withGuardedPortal(root, async (portal, provider) => {
    const { guarded, readers } = await makeWorld(portal, provider);
    const visits: [string, Caller][] = [
      ...publicForms.map((at): [string, Caller] => [at, new Caller(portal)]),
      ...guarded
        .filter(({ kind }) => kind === 'page')
        .map(({ path, reader }): [string, Caller] => [path, readers[reader]]),
    ];
    const forms = new Map<string, Form>();
    for (const [at, caller] of visits) {
      const page = await caller.get(at, html);
      const names = typedNames(page.text);
      for (const fields of formsOf(page.text)) {
        const id = actionOf(fields);
        // An app's code is a secret and never comes back; a department's or county's is none.
        const isSecret = (name: string) => name === 'code' && !at.startsWith('/admin/');
        const typed = Object.keys(fields).filter((name) => names.has(name) && !isSecret(name));
        if (id && !forms.has(id)) forms.set(id, { at, caller, fields, typed });
      }
    }
    expect(forms.size, 'actions of forms').toBeGreaterThan(45);
    const wrong: string[] = [];
    // Those that do something at once come last: they may end a session.
    const inOrder = [...forms.values()].sort((one, other) => other.typed.length - one.typed.length);
    for (const form of inOrder) {
      const faults = await faultsOf(form, portal.url);
      wrong.push(...faults.map((fault) => `${form.at}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });
});
