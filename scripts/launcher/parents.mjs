// @ts-check
import { readFileSync } from 'node:fs';

/** How often (ms) it is looked whether npm still lives. */
const INTERVAL = 250;

/**
 * Calls `onGone` when the npm that runs this command has ended. npm passes a SIGTERM to the shell between it and us,
 * which dies of it without passing it on: `kill` of `npm run demo` would leave the portal running, without a parent.
 * A command that was started without npm, perhaps by a script that is over by now, is left alone.
 * @param {string} command the npm script's name
 * @param {() => void} onGone
 */
export function watchNpm(command, onGone) {
  if (process.env.npm_lifecycle_event !== command) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL);
  timer.unref();
}

/**
 * The parent of a process by proc(5); undefined where there is no /proc.
 * @param {number} pid
 */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
