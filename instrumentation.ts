/** Runs once when a server process starts: everything that works without a request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { start } = await import('./lib/kernel/start');
  await import('./lib/accounts');
  start();
}
