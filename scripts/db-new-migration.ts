import 'server-only';
import { parseArgs } from 'node:util';
import { newMigration } from '@/prisma/engine/drift';

// npm run db:new-migration -- name [--empty]: writes what schema.prisma has and the migrations lack.

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { empty: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (!name) throw new Error('Usage: npm run db:new-migration -- name [--empty]');
  const file = await newMigration(name, { allowEmpty: values.empty === true });
  console.log(
    file
      ? `Written: ${file}`
      : 'schema.prisma has nothing that the migrations lack; nothing was written. (--empty writes a file to fill by hand.)',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
