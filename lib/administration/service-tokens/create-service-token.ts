import 'server-only';
import { covers } from '@/lib/access/permissions';
import { lockOwnAccount, newTokenValue, serviceTokenCreatedMail } from '@/lib/accounts';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { expiryOf } from '@/lib/shared/token-fields';
import { administering } from '../people/last-administrator';
import { CreatedServiceToken, CreateServiceToken, MAX_SERVICE_TOKENS } from './schema';
import { serviceTokenViews } from './view';

/**
 * Makes a token of the county that no person owns: it outlives whoever makes it and carries no more than its maker holds
 * over the whole county. Its value is in the answer and nowhere else; its maker and
 * everybody who runs the county are told by mail.
 */
export const createServiceToken = useCase({
  name: 'administration.createServiceToken',
  input: CreateServiceToken,
  output: CreatedServiceToken,
  access: 'token.manage',
  fresh: true,
  audit: ({ name, scopes, expiresInDays }) => ({ entity: 'token', after: { name, scopes, expiresInDays } }),
  run: async ({ db, actor, now, note, mail }, { name, scopes, expiresInDays }) => {
    const countyId = actor.county?.id;
    if (!countyId) return fail('forbidden', 'errors.access.notAllowed');
    if (!scopes.every((scope) => covers(actor.grants.get(scope), 'county')))
      return failFields({ scopes: ['errors.token.notHeld'] });
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    // Those who make tokens of a county wait for each other, so that its limit holds.
    await db.$queryRaw`select "id" from "County" where "id" = ${countyId} for no key update`;
    const living = await db.apiToken.count({
      where: { countyId, userId: null, revokedAt: null, expiresAt: { gt: now } },
    });
    if (living >= MAX_SERVICE_TOKENS)
      return fail('conflict', 'errors.token.tooMany', { values: { most: MAX_SERVICE_TOKENS } });
    const { value, hash } = newTokenValue('service');
    const row = await db.apiToken.create({
      data: {
        countyId,
        createdById: actor.id,
        name,
        tokenHash: hash,
        securityStamp: '',
        scopes,
        createdAt: now,
        expiresAt: expiryOf(expiresInDays, now),
      },
    });
    note({ id: row.id });
    const runners = await db.user.findMany({
      where: {
        countyId,
        active: true,
        OR: [
          { id: actor.id },
          { roles: { some: { role: { name: administering(countyId), builtIn: true } } } },
        ],
      },
      select: { email: true, locale: true },
    });
    for (const { email, locale } of runners)
      await mail(serviceTokenCreatedMail, {
        to: email,
        locale: languageOr(locale),
        data: { name, expiresAt: row.expiresAt.toISOString() },
      });
    const [view] = await serviceTokenViews(db, [row]);
    if (!view) throw new Error('a row has no view');
    return done({ ...view, token: value });
  },
});
