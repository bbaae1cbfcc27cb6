import { beforeAll, describe, expect, it } from 'vitest';
import { domains } from '@/lib/domains';
import { languages } from '@/lib/shared/languages';
import { probesOf } from '@/lib/testing/probes';
import { createRows } from '@/lib/testing/rows';
import { createWorld, type World } from '@/lib/testing/world';

const mails = domains.flatMap((domain) => domain.mails ?? []);
const probes = probesOf('mails');

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

describe('every mail that a domain offers', () => {
  it('has a name of its own and a probe', () => {
    expect(mails.map(({ name }) => name).sort()).toEqual(Object.keys(probes).sort());
  });

  it.each(mails)('$name is whole in every language', async ({ name, data, compose }) => {
    const subjects = new Set<string>();
    for (const locale of languages) {
      const rows = await createRows(world.alder.county);
      const asked = await probes[name]?.(rows);
      const mail = await compose({
        name,
        to: asked?.to ?? '',
        locale,
        data: data.parse(asked?.data ?? {}),
        countyId: rows.county,
        now: new Date(),
      });
      for (const part of [mail?.subject, mail?.text, mail?.html]) {
        expect(part?.trim()).toBeTruthy();
        expect(part).not.toMatch(/\bundefined\b|\[object|\{\w+\}|\bmail\.[a-z]|NaN|\bnull\b|Invalid Date/);
      }
      expect(mail?.html).toContain(`<html lang="${locale}">`);
      // What was said in the order is in the mail, but for what is looked up by it or written otherwise.
      const lookedUp = [
        'userId',
        'sessionId',
        'pendingRegistrationId',
        'at',
        'dueAt',
        'expiresAt',
        'userAgent',
      ];
      for (const [field, value] of Object.entries(asked?.data ?? {}))
        if (!lookedUp.includes(field)) expect(mail?.text).toContain(value);
      subjects.add(mail?.subject ?? '');
    }
    expect(subjects.size).toBe(languages.length);
  });
});
