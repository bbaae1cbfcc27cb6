/** The oldest version of each package without a known hole, and the day its advisories were last read. */
const floors: Record<string, { version: string; lookedUp: string }> = {
  next: { version: '16.4.1', lookedUp: '2026-11-25' },
  react: { version: '19.2.6', lookedUp: '2026-11-25' },
  'react-dom': { version: '19.2.6', lookedUp: '2026-11-25' },
  'next-auth': { version: '5.0.0-beta.32', lookedUp: '2026-11-25' },
  nodemailer: { version: '10.6.0', lookedUp: '2026-11-25' },
};

/** docs/security.md: after this many days nobody knows whether a floor still holds. */
const GOOD_FOR_DAYS = 60;

/** The packages whose advisories must be read again, by the day it is. */
export function outdatedFloors(today: Date): string[] {
  return Object.entries(floors)
    .filter(([, { lookedUp }]) => today.getTime() - Date.parse(lookedUp) > GOOD_FOR_DAYS * 86_400_000)
    .map(([name, { lookedUp }]) => `${name}: its advisories were last read on ${lookedUp}; read them again`);
}

type Lockfile = { packages: Record<string, { version?: string }> };

/** Every copy of a package in a lock file that is older than its floor, or a package with a floor that is absent. */
export function belowFloor(lockfile: Lockfile): string[] {
  return Object.entries(floors).flatMap(([name, { version: floor }]) => {
    const copies = Object.entries(lockfile.packages).filter(
      ([at]) => at === `node_modules/${name}` || at.endsWith(`/node_modules/${name}`),
    );
    if (copies.length === 0) return [`${name} is not in package-lock.json`];
    return copies
      .filter(([, { version = '0' }]) => isOlder(version, floor))
      .map(([at, { version }]) => `${at} is ${version}; the floor is ${floor}`);
  });
}

/** Whether one version comes before another, by the order of semver.org (numbers, then pre-releases). */
export function isOlder(version: string, floor: string): boolean {
  const [left, right] = [parse(version), parse(floor)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  if (!left.pre || !right.pre) return left.pre !== '' && right.pre === '';
  return left.pre.localeCompare(right.pre, 'en', { numeric: true }) < 0;
}

function parse(version: string): { numbers: number[]; pre: string } {
  const [core = '', ...pre] = version.split('+')[0]?.split('-') ?? [];
  return { numbers: core.split('.').map(Number), pre: pre.join('-') };
}
