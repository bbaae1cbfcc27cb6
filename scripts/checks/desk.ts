import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';

export type Outcome = 'passed' | 'failed' | 'skipped';

/** One check: docs/contributing.md. */
export type Step = {
  name: string;
  what: string;
  /** Whether it belongs to this run; to every one unless said. */
  when?: () => boolean;
  /** A step without which this one cannot run. */
  needs?: string;
  run: (desk: Desk) => Promise<Outcome>;
};

/** What a step works with: a place for its words, and programs of Node whose words go there too. */
export type Desk = {
  say(words: unknown): void;
  run(program: string, ...args: string[]): Promise<Outcome>;
};

/** A desk whose words are read as they come: for a step that runs alone. */
export function openDesk(): Desk {
  return {
    say: (words) => console.log(words),
    run: (...command) => outcomeOf(start(command, 'inherit')),
  };
}

/** A desk whose words are kept until they are asked for: those of two steps side by side must not mix. */
export function quietDesk(): Desk & { words(): string } {
  let all = '';
  const add = (text: string) => {
    all += text;
  };
  return {
    words: () => all,
    say: (words) => add(`${words instanceof Error ? words.stack : words}\n`),
    run: (...command) => {
      const child = start(command, 'pipe');
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', add);
      return outcomeOf(child);
    },
  };
}

const running = new Set<ChildProcess>();

/** Hands on a signal that came for the runner to whatever runs at the moment. */
export function signalPrograms(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}

function start(command: string[], output: 'inherit' | 'pipe'): ChildProcess {
  // Settings of a portal that runs here are not the tests' business.
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = { ...inherited, NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, command, { stdio: ['inherit', output, output], env });
  running.add(child);
  return child;
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      running.delete(child);
      resolve(outcome);
    };
    child.once('error', () => end('failed'));
    child.once('close', (code) => end(code === 0 ? 'passed' : 'failed'));
  });
}
