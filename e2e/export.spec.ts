import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from './http';
import { demonstrationPassword, roles } from './people';
import { type Portal, startPortal } from './portal';
import { expect, test } from './test';

// An export of very many people: nothing is fetched ahead of its reader, however slow, and memory stays flat.

/** More than what lies between the portal and a reader who stops can hold. */
const RESIDENTS = 20_000;
const MIB = 1024 * 1024;

/** Memory of a process that is in use, in bytes. Linux only. */
function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** Asks for an export. The answer is not read yet. */
async function open(portal: Portal, cookie: string, query: string): Promise<IncomingMessage> {
  const path = `/api/v1/users/export?${query}`;
  const asked = request({ host: '127.0.0.1', port: portal.port, path, headers: { cookie }, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.setEncoding('utf8');
  return answer;
}

/** Reads at least so many bytes, or up to the end, and no further. */
async function read(answer: IncomingMessage, atLeast: number): Promise<string> {
  let text = '';
  for await (const piece of answer.iterator({ destroyOnReturn: false })) {
    text += piece;
    if (text.length >= atLeast) break;
  }
  return text;
}

type Row = { id: string; email: string; firstName: string };
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

test('an export waits for a slow reader, in flat memory, and gives every row to who takes them all', {
  tag: '@turn',
}, async () => {
  const portal = await startPortal({ settings: { RATE_LIMITS: 'off' }, residents: RESIDENTS });
  try {
    const caller = new Caller(portal);
    await caller.post('/login', { email: roles['County Admin'], password: demonstrationPassword });
    const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { total } = (await caller.get('/api/v1/users?perPage=1')).json<{ total: number }>();
    expect(total).toBeGreaterThan(RESIDENTS);
    const memory = () => memoryOf(portal.serverPid());
    const query = 'format=jsonl&sort=email';

    await test.step('who takes all', async () => {
      const before = memory();
      let most = before;
      const answer = await open(portal, cookie, query);
      let text = '';
      for (let more = await read(answer, MIB); more !== ''; more = await read(answer, MIB)) {
        text += more;
        most = Math.max(most, memory());
      }
      expect((most - before) / MIB, 'MiB more').toBeLessThan(150);
      const ids = rowsOf(text).map(({ id }) => id);
      expect([ids.length, new Set(ids).size]).toEqual([total, total]);
    });

    // By now the process has what it needs to make an export: what grows is what waits for the reader.
    await test.step('who stops for a while', async () => {
      const answer = await open(portal, cookie, query);
      let text = await read(answer, 64 * 1024);
      const before = memory();
      let most = before;
      for (const until = Date.now() + 3000; Date.now() < until; await sleep(100))
        most = Math.max(most, memory());
      expect((most - before) / MIB, 'MiB more').toBeLessThan(60);
      // The last by address: had everything been fetched ahead, the change would not be seen.
      const lastEmail = 'supervisor@test.com';
      const found = await caller.get(`/api/v1/users?q=${encodeURIComponent(lastEmail)}`);
      const [last] = found.json<{ items: { id: string; version: number }[] }>().items;
      const changed = await caller.call('PATCH', `/api/v1/users/${last?.id}`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: last?.version, firstName: 'Meanwhile' }),
      });
      expect(changed.status, changed.text).toBe(200);
      text += await read(answer, Number.POSITIVE_INFINITY);
      const rows = rowsOf(text);
      expect(rows).toHaveLength(total);
      expect(rows.at(-1)).toMatchObject({ email: lastEmail, firstName: 'Meanwhile' });
    });

    await test.step('who stops and goes away', async () => {
      const answer = await open(portal, cookie, query);
      await read(answer, 64 * 1024);
      await sleep(500);
      answer.destroy();
      expect((await caller.get('/readyz')).status).toBe(200);
      expect((await caller.get('/api/v1/me')).status).toBe(200);
    });
  } finally {
    await portal.dispose();
  }
});
