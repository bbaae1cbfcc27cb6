import { expect } from '@playwright/test';
import { share } from '@/lib/testing/size';
import { type Sending, send } from './http';
import type { Portal } from './portal';

// Nothing that a caller sends gets a 5xx, or keeps the portal busy: docs/contract.md, section 8. The log of the portal must hold
// no error either (the fixture `portal` looks).

/** How long (ms) any answer may take. */
export const PATIENCE = 5000;

export type Odd = { name: string; method?: string; path?: string } & Sending;

/** One in so many of a list is sent, others at the next commit; the deep size sends all. */
const SHARE = 6;

/** Sends this commit's share of them, a few at a time, and expects an answer below 500 to each. */
export async function expectCalm(portal: Portal, odd: Odd[], cookie?: string): Promise<void> {
  const wrong: string[] = [];
  const queue = share(odd, SHARE);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { name, method = 'GET', path = '/', headers = {}, body } = next;
      const all = cookie ? { cookie, ...headers } : headers;
      try {
        const answer = await send(portal, method, path, { headers: all, body, patience: PATIENCE });
        if (answer.status >= 500 || /\bat .+\.(m?js|ts):\d+/.test(answer.text))
          wrong.push(`${answer.status}: ${name}`);
      } catch (error) {
        wrong.push(`${error instanceof Error ? error.message : error}: ${name}`);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  expect(wrong).toEqual([]);
  expect((await send(portal, 'GET', '/readyz')).status, 'the portal goes on').toBe(200);
}
