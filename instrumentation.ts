/** Runs once when a server process starts: everything that works without a request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { start } = await import('./lib/jobs/start');
  await Promise.all([import('./lib/accounts'), import('./lib/audit')]);
  start();
}
