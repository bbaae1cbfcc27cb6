import 'server-only';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPostgres } from '@/lib/testing/postgres-cluster';

// npm run test:faults: faults of the kinds that matter are planted one at a time in a copy of the tree, and what of
// `npm test` has to see each must fail. A rule whose fault goes unseen is no rule.

type Fault = {
  name: string;
  file: string;
  /** Stands in the file exactly once. */
  text: string;
  planted: string;
  /** What of `npm test` must fail: a file of its unit or database tests, or a step. */
  seenBy: ['unit' | 'database', file: string] | ['boundaries'];
};

const faults: Fault[] = [
  {
    name: 'a missing guard',
    file: 'lib/administration/departments/update-department.ts',
    text: "access: 'department.manage'",
    planted: "access: 'signedIn'",
    seenBy: ['unit', 'lib/access/matrix.test.ts'],
  },
  {
    name: 'a wrong permission of a role',
    file: 'lib/access/roles.ts',
    text: "'Department Officer': { ...everyone,",
    planted: "'Department Officer': { ...everyone, 'user.view': 'county',",
    seenBy: ['unit', 'lib/access/matrix.test.ts'],
  },
  {
    name: 'a county leak',
    file: 'lib/kernel/db.ts',
    text: 'sealedCounty(county)',
    // Not written out: wall-openers.test.ts counts where it is.
    planted: 'sealedCounty(String.fromCharCode(42))',
    seenBy: ['database', 'lib/kernel/wall.db.test.ts'],
  },
  {
    name: 'an action without a use case',
    file: 'app/(portal)/admin/departments/actions.ts',
    text: 'export const createDepartmentAction = ',
    planted: 'export const sneak = async () => {};\n\nexport const createDepartmentAction = ',
    seenBy: ['unit', 'lib/adapters/registry.test.ts'],
  },
  {
    name: 'an English word on a Spanish page',
    file: 'messages/es/accounts.json',
    text: '"linkSubmit": "Guardar contraseña nueva"',
    planted: '"linkSubmit": "Save new password"',
    seenBy: ['unit', 'messages/messages.test.ts'],
  },
  {
    name: 'a page that reads the database itself',
    file: 'components/ui/pagination.tsx',
    text: '/** The page numbers',
    planted: "import '@/lib/kernel/db';\n\n/** The page numbers",
    seenBy: ['boundaries'],
  },
  {
    name: 'a race that two may win',
    file: 'lib/batches/run-batch.ts',
    text: ' for update skip locked',
    planted: '',
    seenBy: ['database', 'lib/batches/batches.db.test.ts'],
  },
  {
    name: 'an unaudited write',
    file: 'lib/administration/departments/update-department.ts',
    text: "audit: ({ departmentId }) => ({ entity: 'department', id: departmentId }),",
    planted: "audit: 'none',",
    seenBy: ['database', 'lib/administration/departments/departments.db.test.ts'],
  },
  {
    name: 'a stale version that wins',
    file: 'lib/administration/departments/update-department.ts',
    text: 'where: { id: departmentId, version },',
    planted: 'where: { id: departmentId },',
    seenBy: ['database', 'lib/administration/departments/departments.db.test.ts'],
  },
  {
    name: 'a list without its index',
    file: 'prisma/migrations/20261123204351_people_roles_and_tokens/migration.sql',
    text: 'CREATE INDEX "PersonSearch_text_idx"',
    planted: '-- CREATE INDEX "PersonSearch_text_idx"',
    seenBy: ['database', 'lib/administration/people/people-plans.db.test.ts'],
  },
  {
    name: 'a CSV cell that is a formula',
    file: 'lib/adapters/export-route.ts',
    text: 'isPlain?.(value) ? value : guarded(value)',
    planted: 'isPlain?.(value) ? value : value',
    seenBy: ['database', 'lib/audit/trail-at-scale.db.test.ts'],
  },
  {
    name: 'a code that counts twice',
    file: 'lib/accounts/factors/factors.ts',
    text: 'lastStep: { lt: step }',
    planted: 'lastStep: { lte: step }',
    seenBy: ['database', 'lib/accounts/factors/two-factor.db.test.ts'],
  },
];

/** The tree as it stands, less what git does not keep, but with what is made of it. */
function copyOfTheTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'portal-faults-'));
  const listed = spawnSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of listed.stdout.split('\0').filter(Boolean))
    cpSync(file, path.join(copy, file), { recursive: true, force: true });
  cpSync('prisma/generated', path.join(copy, 'prisma/generated'), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

type Verdict = 'seen' | 'not seen' | 'broken';

/** Whether the step fails in the copy. `broken` when its tests did not run at all, which proves nothing. */
function ask(copy: string, seenBy: Fault['seenBy']): Verdict {
  const [kind, file] = seenBy;
  if (kind === 'boundaries') {
    // Not by the launcher, which may install packages: they are those of the tree itself.
    const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/test.ts', '--only', kind];
    return spawnSync(process.execPath, args, { cwd: copy }).status === 0 ? 'not seen' : 'seen';
  }
  const report = path.join(copy, 'report.json');
  rmSync(report, { force: true });
  const database = findPostgres() ? 'postgres' : 'embedded';
  const args = [
    'run',
    '--project',
    kind === 'unit' ? kind : database,
    '--reporter=json',
    `--outputFile=${report}`,
    file,
  ];
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { cwd: copy });
  if (status === 0) return 'not seen';
  if (!existsSync(report)) return 'broken';
  const { numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numFailedTests: number };
  return numFailedTests > 0 ? 'seen' : 'broken';
}

/** Plants one fault, asks, and takes it out again. */
function tryFault(copy: string, { file, text, planted, seenBy }: Fault): Verdict {
  const target = path.join(copy, file);
  const source = readFileSync(target, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${file} has not exactly one: ${text}`);
  writeFileSync(target, source.split(text).join(planted));
  try {
    return ask(copy, seenBy);
  } finally {
    writeFileSync(target, source);
  }
}

const copy = copyOfTheTree();
try {
  // Without a fault all of them pass, or a failure would say nothing.
  for (const step of new Map(faults.map(({ seenBy }) => [seenBy.join(), seenBy])).values())
    if (ask(copy, step) !== 'not seen') throw new Error(`${step.join(' ')} fails without a fault.`);
  for (const fault of faults) {
    const verdict = tryFault(copy, fault);
    console.log(`${verdict.padEnd(9)} ${fault.name} (${fault.seenBy.join(' ')})`);
    if (verdict !== 'seen') process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
