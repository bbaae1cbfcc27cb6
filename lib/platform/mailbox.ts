import 'server-only';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One mail to one person. `messageId` stays the same when a mail is sent again, so that readers see it once. */
export type Mail = { to: string; subject: string; text: string; html: string; messageId: string };

/** A mail in the folder that stands for a mail server in the demonstration and in tests. `sentAt` is ISO 8601, UTC. */
export type KeptMail = Mail & { from: string; sentAt: string };

let count = 0;

/**
 * Writes a mail as one JSON file. A reader sees the whole mail or none of it. Only this user may read the folder:
 * the mails hold links that open accounts.
 */
export async function keepInMailbox(directory: string, mail: Mail & { from: string }): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const sentAt = new Date().toISOString();
  // The counter keeps the order of mails within one millisecond.
  count = (count + 1) % 1_000_000;
  const name = `${sentAt.replaceAll(':', '-')}-${String(count).padStart(6, '0')}-${randomUUID()}.json`;
  const unfinished = path.join(directory, `.${name}.unfinished`);
  const kept: KeptMail = { ...mail, sentAt };
  await writeFile(unfinished, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, path.join(directory, name));
}

/** The newest mails of a mailbox folder, newest first, at most `limit`; none when the folder does not exist yet. */
export async function listMailbox(directory: string, limit: number): Promise<KeptMail[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .reverse()
    .slice(0, limit);
  const texts = await Promise.all(newest.map((name) => readFile(path.join(directory, name), 'utf8')));
  return texts.map((text) => JSON.parse(text) as KeptMail);
}
