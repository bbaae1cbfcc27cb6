import 'server-only';
import { parseArgs } from 'node:util';
import { testSize } from '@/lib/testing/size';
import { type Desk, type Outcome, openDesk, quietDesk, type Step, signalPrograms } from './checks/desk';
import { staticSteps } from './checks/static-steps';
import { browser, build, cost, embedded, faults, postgres, unit } from './checks/test-steps';
import { slowestTests } from './checks/timings';

// npm run check, npm test, npm run test:deep [-- --only NAME[,NAME]]: every check of that size (docs/contributing.md).
// A failing one does not keep the rest from running.

/** Groups run one after the other; the steps of a group side by side. Those that are alone use both processors. */
const groups: Step[][] = [staticSteps, [build, unit], [postgres], [embedded], [browser], [faults], [cost]];
const LANES = 2;

const line = '='.repeat(80);
const done = new Map<string, { outcome: Outcome; seconds: number }>();
let isInterrupted = false;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const names = groups.flat().map(({ name }) => name);
  const unknown = only?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. There are: ${names.join(', ')}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isInterrupted = true;
      signalPrograms(signal);
    });
  for (const group of groups)
    await together(group.filter(({ name, when }) => only?.includes(name) ?? when?.() ?? true));
  return summarise();
}

/** Two lanes take the next step until none is left. A step that is alone may write while it runs. */
async function together(steps: readonly Step[]): Promise<void> {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step && !isInterrupted; step = waiting.shift())
      await (steps.length === 1 ? aloud(step) : quietly(step));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function aloud(step: Step): Promise<void> {
  console.log(heading(step));
  await take(step, openDesk());
}

async function quietly(step: Step): Promise<void> {
  const desk = quietDesk();
  await take(step, desk);
  console.log(`${heading(step)}\n${desk.words()}`);
}

const heading = ({ name, what }: Step) => `\n${line}\n${name}: ${what}\n${line}`;

async function take(step: Step, desk: Desk): Promise<void> {
  const began = Date.now();
  const outcome = await attempt(step, desk);
  done.set(step.name, { outcome, seconds: (Date.now() - began) / 1000 });
}

async function attempt({ needs, run }: Step, desk: Desk): Promise<Outcome> {
  if (needs && done.get(needs)?.outcome === 'failed') {
    desk.say(`Cannot run: ${needs} failed.`);
    return 'failed';
  }
  try {
    return await run(desk);
  } catch (error) {
    desk.say(error);
    return 'failed';
  }
}

function summarise(): number {
  const count = (wanted: Outcome) => [...done.values()].filter(({ outcome }) => outcome === wanted).length;
  const slow = slowestTests(20);
  if (slow.length > 0) console.log(`\n${line}\nthe slowest tests\n${line}\n${slow.join('\n')}`);
  console.log(`\n${line}\nsize: ${testSize}\n${line}`);
  for (const [name, { outcome, seconds }] of done)
    console.log(`${name.padEnd(12)} ${outcome.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s`);
  if (count('skipped') > 0) console.log(`*** ${count('skipped')} skipped: see above ***`);
  console.log(`\n${count('passed')} passed, ${count('failed')} failed`);
  return count('failed') > 0 || count('passed') === 0 || isInterrupted ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
