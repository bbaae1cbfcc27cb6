import { beforeAll, expect, it } from 'vitest';
import { cookieName } from '@/lib/identity/cookies';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { env } from '@/lib/platform/env';
import { callRoute } from '@/lib/testing/route-calls';
import { createWorld, type World } from '@/lib/testing/world';
import wordsFor from './request';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await behindTheWall('*', (db) =>
    db.county.update({
      where: { id: world.birch.county.id },
      data: { settings: { languages: ['en'] } },
    }),
  );
});

/** The language of a page that somebody asks for. */
async function languageOfPage(
  who: { request: PortalRequest } | null,
  asked: { cookie?: string; header?: string },
) {
  const cookie = who?.request.cookies.session;
  const answer = await callRoute(
    async () => Response.json((await wordsFor({ requestLocale: Promise.resolve(undefined) })).locale),
    new Request('http://portal.test/', { headers: { 'accept-language': asked.header ?? 'en' } }),
    {},
    {
      ...(cookie ? { [cookieName('session', env().APP_URL)]: cookie } : {}),
      ...(asked.cookie ? { [cookieName('language', env().APP_URL)]: asked.cookie } : {}),
    },
  );
  return answer.json();
}

it.each([{ cookie: 'es' }, { header: 'es' }])(
  'a language that the county has stopped offering is not its people’s any more: %j',
  async (asked) => {
    expect(await languageOfPage(world.birch.citizen, asked)).toBe('en');
    expect(await languageOfPage(world.alder.citizen, asked)).toBe('es');
    expect(await languageOfPage(world.system, asked)).toBe('es');
    expect(await languageOfPage(null, asked)).toBe('es');
  },
);
