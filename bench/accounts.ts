import { credentialsOf, json, measure, print, type Row, signedIn, startPortal } from './portal';

const WHO = 'citizen@test.com';

/** Signs in again and again on so many connections until stopped. */
function signInLoop(address: string, connections: number) {
  let stopped = false;
  let count = 0;
  const loops = Array.from({ length: connections }, async () => {
    while (!stopped) {
      await fetch(`${address}/login`, { method: 'POST', headers: json, body: credentialsOf(WHO) }).then(
        (answer) => answer.arrayBuffer(),
      );
      count += 1;
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(loops);
    return count;
  };
}

/** What a resident does: the dashboard, signing in, and one beside the other. */
export async function benchAccounts(
  engine: string,
  processes: number,
  environment: Record<string, string>,
): Promise<Row[]> {
  const portal = await startPortal({ WEB_CONCURRENCY: String(processes), ...environment });
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    print(row);
  };
  try {
    const { cookie, device } = await signedIn(portal.address, WHO);
    const asJson = { headers: { cookie, accept: 'application/json' } };
    const asPage = { headers: { cookie, accept: 'text/html' } };
    const signIn = {
      method: 'POST' as const,
      headers: { ...json, cookie: device },
      body: credentialsOf(WHO),
    };
    for (const connections of [1, 8]) {
      add(
        await measure(portal, engine, processes, {
          what: 'dashboard JSON',
          path: '/dashboard',
          connections,
          options: asJson,
        }),
      );
      add(
        await measure(portal, engine, processes, {
          what: 'dashboard page',
          path: '/dashboard',
          connections,
          options: asPage,
        }),
      );
      add(
        await measure(portal, engine, processes, {
          what: 'sign-in',
          path: '/login',
          connections,
          options: signIn,
        }),
      );
    }
    const stopSigningIn = signInLoop(portal.address, 4);
    add(
      await measure(portal, engine, processes, {
        what: 'dashboard JSON beside 4 sign-ins',
        path: '/dashboard',
        connections: 1,
        options: asJson,
      }),
    );
    add(
      await measure(portal, engine, processes, {
        what: 'dashboard JSON beside 4 sign-ins',
        path: '/dashboard',
        connections: 8,
        options: asJson,
      }),
    );
    console.log(`  (${await stopSigningIn()} sign-ins meanwhile)`);
  } finally {
    await portal.stop();
  }
  return rows;
}
