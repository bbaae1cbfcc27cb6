import 'server-only';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeApiRoutes } from './api-routes';
import { byHand, makeEntity } from './new/entity';
import { pluralOf } from './new/names';

// npm run new -- entity name [--plural names] [--domain administration]: the files of an entity of a county, with a failing
// test for each kind of rule that has to be written, and what is to be done by hand.

function main(): void {
  const { values, positionals } = parseArgs({
    options: { plural: { type: 'string' }, domain: { type: 'string', default: 'administration' } },
    allowPositionals: true,
  });
  const [kind, thing] = positionals;
  if (kind !== 'entity' || !thing)
    throw new Error('Usage: npm run new -- entity name [--plural names] [--domain administration]');
  const names = { thing, things: values.plural ?? pluralOf(thing), domain: values.domain };
  const made = makeEntity(path.dirname(import.meta.dirname), names);
  writeApiRoutes();
  console.log(`Written:\n${made.map((name) => `  ${name}`).join('\n')}\n\n${byHand(names)}`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
