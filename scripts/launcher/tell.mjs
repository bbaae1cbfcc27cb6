// @ts-check
import { spawn } from 'node:child_process';

/** Something that the person at the keyboard can mend; shown without a stack. */
export class Stop extends Error {}

/** @param {string} text */
export function tell(text) {
  process.stdout.write(`${text}\n`);
}

/** A line of progress at least this often (ms), so that nobody takes a long step for a hung one. */
const PULSE = 10_000;
/** How many of the first and of the last characters that a program wrote are shown when it fails. */
const SHOWN = 3000;

/**
 * Runs a program quietly, with a line when it starts, while it takes long, and when it ends.
 * @param {string} what said to the person, for example "Building the portal"
 * @param {string[]} command
 * @param {Record<string, string>} [environment] added to this process's
 * @returns {Promise<void>}
 * @throws {Stop} with the end of what it wrote, when it fails
 */
export async function step(what, [program = '', ...args], environment) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  tell(`${what} ...`);
  const pulse = setInterval(() => tell(`  still at it (${seconds()} s)`), PULSE);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += data;
      if (output.length > 100 * SHOWN) output = shortened(output);
    });
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', resolve);
  });
  process.off('exit', end);
  clearInterval(pulse);
  if (code !== 0) throw new Stop(`${what} failed:\n\n${shortened(output.trim())}\n`);
  tell(`  done (${seconds()} s)`);
}

/** @param {string} output */
function shortened(output) {
  return output.length > 2 * SHOWN ? `${output.slice(0, SHOWN)}\n...\n${output.slice(-SHOWN)}` : output;
}
