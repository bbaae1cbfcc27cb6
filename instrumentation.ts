/** Runs once when a server process starts: everything that works without a request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ start }, { domains }] = await Promise.all([import('./lib/jobs/start'), import('./lib/domains')]);
  start(domains);
}
