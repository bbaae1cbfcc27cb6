import { measure, type Portal, print, type Row, signedIn, startPortal } from './portal';
import { megabytesOf } from './profile';

/** Residents among whom an administrator looks for one. BENCH_RESIDENTS makes fewer for a trial. */
export const RESIDENTS = Number(process.env.BENCH_RESIDENTS ?? 100_000);

/** What a county's administrator does among 100,000 people: lists, deep pages, searches, an export. */
export async function benchPeople(
  engine: string,
  processes: number,
  environment: Record<string, string>,
): Promise<Row[]> {
  const portal = await startPortal(
    { WEB_CONCURRENCY: String(processes), ...environment },
    { residents: RESIDENTS },
  );
  const rows: Row[] = [];
  const deep = Math.floor(RESIDENTS / 20);
  const middle = Math.floor(deep / 2);
  try {
    const { cookie } = await signedIn(portal.address, 'admin@test.com');
    const asJson = { headers: { cookie, accept: 'application/json' } };
    const asPage = { headers: { cookie, accept: 'text/html' } };
    const loads = [
      ['people: page 1, lesson', '/auth/users?page=1&per_page=20', asJson],
      ['people: middle page, lesson', `/auth/users?page=${middle}&per_page=20`, asJson],
      ['people: last page, lesson', `/auth/users?page=${deep}&per_page=20`, asJson],
      ['people: page 1, API', '/api/v1/users?page=1&perPage=20', asJson],
      ['people: by name, API', '/api/v1/users?sort=name', asJson],
      ['people: search, few', '/api/v1/users?q=dent777', asJson],
      ['people: search, 5 %', '/api/v1/users?q=garcia', asJson],
      ['people: search, everybody', '/api/v1/users?q=resident', asJson],
      ['people: filter inactive', '/api/v1/users?active=false', asJson],
      ['people: the page', '/admin/users', asPage],
      ['people: the page, searched', '/admin/users?q=garcia', asPage],
    ] as const;
    for (const [what, path, options] of loads)
      for (const connections of [1, 8]) {
        const row = await measure(portal, engine, processes, { what, path, connections, options });
        rows.push(row);
        print(row);
      }
    await measureExport(portal, cookie);
  } finally {
    await portal.stop();
  }
  return rows;
}

/** One whole export: how long it takes, and how much more memory the portal holds while it streams. */
async function measureExport(portal: Portal, cookie: string): Promise<void> {
  const pid = portal.child.pid ?? 0;
  const before = megabytesOf(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, megabytesOf(pid));
  }, 100);
  const started = performance.now();
  const answer = await fetch(`${portal.address}/api/v1/users/export?format=csv`, { headers: { cookie } });
  let bytes = 0;
  const reader = answer.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read())
    bytes += chunk.value.byteLength;
  clearInterval(watch);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const size = (bytes / 1_048_576).toFixed(1);
  console.log(
    `  (export: ${answer.status}, ${size} MB in ${seconds} s; memory ${before} MB before, at most ${most} MB)`,
  );
}
