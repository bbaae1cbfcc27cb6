import { parseArgs } from 'node:util';
import { roleNames } from '@/lib/access/roles';
import { createLink } from '@/lib/accounts/links/links';
import { wallOf } from '@/lib/kernel/actor';
import { behindTheWall, closeDatabase, type Db, database } from '@/lib/kernel/db';
import { mailer } from '@/lib/kernel/ports';
import { composeMail } from '@/lib/notices';
import { env } from '@/lib/platform/env';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { paths } from '@/lib/shared/paths';
import { migrate } from '@/prisma/engine/migrate';
import { createCounty, createSystemRole } from '@/prisma/seed/county';
import { commandMode, usableSettings } from './settings';

/**
 * The first administrator of a production portal:
 * `npm run create-admin -- --email E --county CODE [--county-name "Alder County"]` or `--email E --system`.
 * The county is made when it is not there and its name is given. Sends (or prints) a one-time link; never a password.
 */
const usage = 'Usage: npm run create-admin -- --email E (--county CODE [--county-name NAME] | --system)';

class Refusal extends Error {}

function readArguments() {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      county: { type: 'string' },
      'county-name': { type: 'string' },
      system: { type: 'boolean', default: false },
    },
  });
  const email = normaliseEmailAddress(values.email ?? '');
  if (!email) throw new Refusal(`--email must be one e-mail address.\n${usage}`);
  if (values.system === Boolean(values.county))
    throw new Refusal(`Give either --county or --system.\n${usage}`);
  const code = values.county?.toUpperCase();
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new Refusal('--county must be a code of three letters, such as ALD.');
  return { email, code, countyName: values['county-name'] };
}

async function countyOf(db: Db, code: string, name: string | undefined): Promise<string> {
  const found = await db.county.findUnique({ where: { code } });
  if (found) return found.id;
  if (!name) throw new Refusal(`There is no county ${code}. To make it, add --county-name "Its Name".`);
  return createCounty(db, { code, name });
}

async function createAdministrator() {
  const { email, code, countyName } = readArguments();
  usableSettings(commandMode());
  await migrate((await database()).target);
  const now = new Date();
  const { userId, countyId } = await behindTheWall('*', async (db) => {
    const place = code ? await countyOf(db, code, countyName) : null;
    const roleName = place ? roleNames[2] : roleNames[3];
    const roleId = place
      ? (await db.role.findFirstOrThrow({ where: { countyId: place, name: roleName, builtIn: true } })).id
      : await createSystemRole(db);
    const before = await db.user.findUnique({ where: { email } });
    if (before && before.countyId !== place)
      throw new Refusal(`${email} already has an account elsewhere. Use another address.`);
    const user = before ?? (await db.user.create({ data: { email, countyId: place } }));
    if (!user.active) throw new Refusal(`${email} is deactivated.`);
    await db.userRole.createMany({
      data: [{ countyId: place, userId: user.id, roleId }],
      skipDuplicates: true,
    });
    return { userId: user.id, countyId: place };
  });
  const token = await behindTheWall(wallOf(countyId), (db) =>
    createLink(db, 'invite', { countyId, email, userId }, now),
  );
  const county = await behindTheWall('*', (db) => db.county.findUnique({ where: { id: countyId ?? '' } }));
  return {
    email,
    token,
    url: env().APP_URL + paths.passwordReset.mailed(token),
    county: county?.name ?? 'County Services',
  };
}

try {
  const { email, token, url, county } = await createAdministrator();
  if (env().SMTP_URL) {
    const mail = composeMail('invite', 'en', {
      path: paths.passwordReset.mailed(token),
      values: { county },
    });
    await mailer().send({
      to: email,
      messageId: `${crypto.randomUUID()}@${new URL(env().APP_URL).hostname}`,
      ...mail,
    });
    console.log(`Sent a link to ${email}. It works once, for 7 days.`);
  } else {
    console.log(`Open this link to choose a password for ${email}. It works once, for 7 days:\n${url}`);
  }
} catch (error) {
  console.error(
    error instanceof Refusal || (error instanceof TypeError && 'code' in error) ? error.message : error,
  );
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
