import { closeDatabase } from '@/lib/kernel/db';
import { commandMode, usableSettings } from './settings';
import { verifyTrails } from './verify-trails';

// npm run audit:verify [-- --county CODE] [--expect CODE=sequence:hash …]
usableSettings(commandMode());
process.exitCode = await verifyTrails(process.argv.slice(2), console);
await closeDatabase();
