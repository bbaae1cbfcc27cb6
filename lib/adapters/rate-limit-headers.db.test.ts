import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/v1/me/route';
import { POST } from '@/app/api/v1/me/tokens/route';
import { createToken } from '@/lib/accounts';
import { rateLimiter } from '@/lib/kernel/ports';
import { callRoute } from '@/lib/testing/route-calls';
import { asLogin, createWorld, successOf, type World } from '@/lib/testing/world';

let world: World;
let token: string;
beforeAll(async () => {
  world = await createWorld();
  const made = await createToken.execute(world.alder.citizen.request, {
    name: 'Program',
    scopes: ['account.manage'],
  });
  token = successOf(made).token;
});

const url = 'https://portal.example/api/v1/me';
const ask = (headers: Record<string, string>, address = url) =>
  callRoute(GET, new Request(address, { headers }), {});

describe('what a token may send', () => {
  it('is told in every answer, and at its end in one with Retry-After', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const first = await ask(headers);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"api";q=30000;w=300');
    expect(first.headers.get('ratelimit')).toMatch(/^"api";r=29999;t=\d+$/);
    const key = createHash('sha256').update(token).digest('base64url');
    const changed = await asLogin('update rate_limit set points = 29999 where key = $1 returning key', [
      `api:${key}`,
    ]);
    expect(changed).toHaveLength(1);
    const last = await ask(headers);
    expect(last.status).toBe(200);
    expect(last.headers.get('ratelimit')).toMatch(/^"api";r=0;t=\d+$/);
    const refused = await ask(headers);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toBe(`"api";r=0;t=${refused.headers.get('retry-after')}`);
    expect(await refused.json()).toMatchObject({ code: 'too_many', status: 429 });
  });

  it('is counted for each token by itself; callers without one are told nothing', async () => {
    const other = successOf(
      await createToken.execute(world.alder.citizen.request, { name: 'Other', scopes: ['account.manage'] }),
    ).token;
    const answer = await ask({ 'authentication-token': other });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit')).toMatch(/^"api";r=29999;/);
    expect((await ask({})).headers.has('ratelimit')).toBe(false);
  });

  it('is nothing for a token in an address', async () => {
    for (const name of ['token', 'access_token', 'auth_token', 'Authorization'])
      expect((await ask({}, `${url}?${name}=${token}`)).status).toBe(401);
  });

  it('is one a key that is none: told, not an error', async () => {
    for (const key of ['', ' ', 'a b', 'x'.repeat(201), 'é']) {
      const answer = await callRoute(
        POST,
        new Request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key, authorization: 'Bearer x' },
          body: '{}',
        }),
        {},
      );
      expect([key, answer.status]).toEqual([key, 422]);
    }
  });
});

it('meter: the limit exactly, also when many ask at once', async () => {
  const limit = { name: 'meter-test', key: 'x', points: 5, seconds: 60, counts: 'attempts' } as const;
  const limiter = await rateLimiter();
  const told = await Promise.all(Array.from({ length: 20 }, () => limiter.meter(limit)));
  expect(told.filter((each) => each?.allowed)).toHaveLength(5);
  expect(told.map((each) => each?.remaining).filter((left) => left === 0)).toHaveLength(16);
  for (const each of told) expect(each?.resetSeconds).toBeLessThanOrEqual(60);
});
