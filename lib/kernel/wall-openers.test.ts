import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The portal's own code: what runs in production, and its scripts. Tests and their builders are left out. */
const files = ['app', 'components', 'lib', 'prisma', 'scripts']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(folder, name),
    ),
  )
  .concat('middleware.ts', 'instrumentation.ts')
  .filter(
    (name) =>
      /\.(ts|tsx|mjs)$/.test(name) &&
      !/\.test\.tsx?$|\/(probes|rows)\.ts$|^lib\/testing\/|^prisma\/generated\//.test(name),
  );

/** Source without its comments: words about a thing are not the thing. */
const sourceOf = (file: string) =>
  readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** How often a pattern occurs, by file. */
function uses(pattern: RegExp): Record<string, number> {
  return Object.fromEntries(
    files
      .map((file) => [file, sourceOf(file).match(pattern)?.length ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
}

const filesThat = (pattern: RegExp) => new Set(Object.keys(uses(pattern)));

// Each list was reviewed. A new line in one of them wants the same: may this code really see every county?
describe('who may look over the county wall', () => {
  it("opens it for every county with '*'", () => {
    expect(uses(/(['"`])\*\1/g)).toEqual({
      'lib/kernel/actor.ts': 1, // wallOf: who belongs to no county
      'lib/audit/retire-events.ts': 1, // which county keeps its trail for how long
      'lib/jobs/deliver.ts': 2, // the sender claims and settles mail of every county
      'lib/kernel/audit-trail.ts': 1, // compares: the audit event of such a caller belongs to the county it notes, or to none
      'lib/accounts/mails.ts': 1, // a pending registration by its id, whose address must be the mail's
      'prisma/seed/demonstration.ts': 3,
      'prisma/seed/residents.ts': 2,
      'prisma/seed/operator-event.ts': 1, // the event of no county, or of the one that it notes
      'scripts/verify-trails.ts': 1, // checks every county's trail
    });
  });

  it('opens it for the county of a row that over-the-wall.ts found, which may be none', () => {
    expect(uses(/\bwallOf\(/g)).toEqual({
      'lib/kernel/actor.ts': 1,
      'lib/kernel/idempotency.ts': 1, // the caller's own
      'lib/kernel/admit.ts': 1, // the caller's own, and the system's: every one
      'lib/accounts/account-reset/ask-reset.ts': 2, // the attempt's person's
      'lib/accounts/account-reset/finish-reset.ts': 2, // the link's owner's
      'lib/accounts/registration/confirm-email.ts': 1, // the link's
      'lib/accounts/mails.ts': 3, // the account's that the mail is about
      'lib/accounts/not-me/alert-link.ts': 1, // the same
      'lib/accounts/not-me/secure-account.ts': 1, // the link's
      'lib/accounts/passkeys/prove-passkey.ts': 2, // the attempt's
      'lib/accounts/passkeys/sign-in-with-passkey.ts': 1, // the passkey's owner's
      'lib/accounts/passwords/reset-password.ts': 1, // the link's owner's
      'lib/accounts/providers/sign-in-with-provider.ts': 1, // the linked account's
      'lib/accounts/sign-in/sign-in.ts': 1, // the account's
      'lib/accounts/factors/get-attempt.ts': 1, // the attempt's
      'lib/accounts/factors/prove-factor.ts': 1, // the attempt's
    });
  });

  it('opens a transaction outside of a use case', () => {
    expect(filesThat(/\bbehindTheWall(<[^>]*>)?\(/g)).toEqual(
      new Set([
        'lib/accounts/mails.ts',
        'lib/accounts/not-me/alert-link.ts', // the mail's
        'lib/audit/retire-events.ts',
        'lib/kernel/db.ts',
        'lib/kernel/idempotency.ts',
        'lib/identity/over-the-wall.ts',
        'lib/jobs/deliver.ts',
        'lib/kernel/audit-trail.ts', // refusals
        'lib/kernel/commit.ts',
        'prisma/seed/demonstration.ts',
        'prisma/seed/residents.ts',
        'scripts/verify-trails.ts',
      ]),
    );
  });

  it('decides which county a use case is about', () => {
    expect(filesThat(/^ {2}county: \((?!id: string)/gm)).toEqual(
      new Set([
        'lib/accounts/account-reset/ask-reset.ts',
        'lib/accounts/account-reset/finish-reset.ts',
        'lib/accounts/registration/confirm-email.ts',
        'lib/accounts/not-me/secure-account.ts',
        'lib/accounts/passkeys/prove-passkey.ts',
        'lib/accounts/passkeys/sign-in-with-passkey.ts',
        'lib/accounts/providers/sign-in-with-provider.ts',
        'lib/accounts/registration/register.ts',
        'lib/accounts/passwords/reset-password.ts',
        'lib/accounts/sign-in/sign-in.ts',
        'lib/accounts/factors/get-attempt.ts',
        'lib/accounts/factors/prove-factor.ts',
      ]),
    );
  });

  it('asks the database outside of every wall', () => {
    expect(filesThat(/\bdatabase\(\)/g)).toEqual(
      new Set([
        'lib/kernel/db.ts',
        'lib/adapters/health.ts',
        'lib/jobs/housekeeping.ts', // counters of limits: no row of a county
        'lib/jobs/jobs.ts', // whose turn it is: no row of a county
        'lib/kernel/ports.ts',
        'prisma/seed/residents.ts', // tells the planner how many rows there are
      ]),
    );
    expect(uses(/\bset_config\b|\bset (local )?role\b|\breset role\b|app\.county_id/gi)).toEqual({
      'lib/kernel/db.ts': 4, // the role, the county, and the planner's price of a read
    });
  });

  it('calls the look-ups that see every county', () => {
    const lookUps =
      /\b(identity_by_session|identity_by_token|credentials_by_email|account_by_provider|link_by_token|passkey_by_id|touch_session|touch_token)\b/g;
    expect(filesThat(lookUps)).toEqual(
      new Set([
        'lib/identity/over-the-wall.ts',
        'lib/identity/who-asks.ts', // by session and by token
        'lib/adapters/health.ts', // by no session: whether the database knows the seal
        'scripts/prepare-database.ts', // the same
        'scripts/prepared.ts', // the same
      ]),
    );
    expect(filesThat(/\baskOverTheWall(<[^>]*>)?\(/g)).toEqual(
      new Set([
        'lib/kernel/db.ts',
        'lib/identity/over-the-wall.ts',
        'lib/audit/retire-events.ts', // lets no use case retire
        'lib/adapters/health.ts',
        'scripts/prepare-database.ts',
      ]),
    );
    expect(filesThat(/from '(\.|@\/lib\/kernel)\/seal'/g)).toEqual(
      new Set([
        'lib/kernel/db.ts',
        'lib/kernel/audit-trail.ts',
        'prisma/engine/prepare.ts',
        'scripts/prepared.ts', // whether the key is still the same
      ]),
    );
  });

  it('writes SQL of its own, whose text no caller can touch', () => {
    expect(uses(/\$(queryRawUnsafe|executeRawUnsafe)\b|\bPrisma\.raw\b/g)).toEqual({});
  });
});
