process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

// The line above: `prisma generate` asks for a schema engine binary from Prisma's download host and stops without
// one, though it never runs it. Any file that exists will do. Migrations run through prisma/engine instead.
import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
