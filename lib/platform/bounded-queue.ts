import 'server-only';

/** Says that a bounded queue has no place left. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** Runs tasks in the order they came: at most `running` at once and `waiting` behind them. */
export type BoundedQueue = {
  /** @throws QueueFull at once, without starting the task, when no place is left. */
  run<T>(task: () => Promise<T>): Promise<T>;
};

/** Makes a queue of its own; both limits are counts of tasks. */
export function createBoundedQueue(limits: { running: number; waiting: number }): BoundedQueue {
  let running = 0;
  const line: Array<() => void> = [];

  async function turn(): Promise<void> {
    if (running < limits.running) {
      running += 1;
      return;
    }
    if (line.length >= limits.waiting) throw new QueueFull('No place left in the queue');
    await new Promise<void>((resolve) => line.push(resolve));
  }

  function leave(): void {
    const next = line.shift();
    // The place goes straight to the next in line, so that a newcomer cannot slip in between.
    if (next) next();
    else running -= 1;
  }

  return {
    async run(task) {
      await turn();
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
