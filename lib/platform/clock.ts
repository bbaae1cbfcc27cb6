import 'server-only';

/** The time as the portal sees it; tests hand in a clock that they move themselves. */
export type Clock = { now(): Date };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
