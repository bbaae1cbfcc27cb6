import { parseArgs } from 'node:util';
import { closeDatabase } from '@/lib/kernel/db';
import { seedDemonstration } from '@/prisma/seed/demonstration';
import { seedResidents } from '@/prisma/seed/residents';
import { openPrepared } from './prepare-database';
import { commandMode, usableSettings } from './settings';

/** `npm run db:seed -- --users N`: the demonstration, and N made-up residents in Alder County. Not in production. */
const { values } = parseArgs({ options: { users: { type: 'string', default: '0' } } });
const users = Number(values.users);

if (commandMode() === 'start') {
  console.error('db:seed writes made-up people and refuses to run in production.');
  process.exitCode = 1;
} else if (!Number.isSafeInteger(users) || users < 0 || users > 10_000_000) {
  console.error('--users must be a whole number up to 10,000,000.');
  process.exitCode = 1;
} else {
  try {
    const { settings } = usableSettings('demo');
    const started = performance.now();
    const asOwner = async () => {
      await seedDemonstration();
      await seedResidents(users, (written) =>
        process.stdout.write(`\r${written.toLocaleString('en')} of ${users.toLocaleString('en')} residents`),
      );
    };
    await openPrepared(settings, { asOwner });
    console.log(`${users ? '\n' : ''}Seeded in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  } finally {
    await closeDatabase();
  }
}
