/** The oldest versions without a known hole, by advisories. Raise them when an advisory says so. */
const floors: Record<string, string> = {
  next: '16.4.1',
  react: '19.2.6',
  'react-dom': '19.2.6',
  'next-auth': '5.0.0-beta.32',
  nodemailer: '8.0.9',
};

type Lockfile = { packages: Record<string, { version?: string }> };

/** Every copy of a package in a lock file that is older than its floor, or a package with a floor that is absent. */
export function belowFloor(lockfile: Lockfile): string[] {
  return Object.entries(floors).flatMap(([name, floor]) => {
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
