import 'server-only';
import pino, { type DestinationStream, type LevelWithSilent, type Logger } from 'pino';
import { env } from './env';
import { scrub, scrubText } from './log-scrub';

/** One line of JSON per call; what is secret in `details` by its name or form is taken out before it is written. */
export type Log = Record<
  'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
  (details: Record<string, unknown>, message: string) => void
>;

let root: Logger | undefined;

function make(level: LevelWithSilent, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (details) => scrub(details) as Record<string, unknown>,
        bindings: (bindings) => scrub(bindings) as Record<string, unknown>,
      },
      // Errors are described by `scrub` already; pino's own serializer would add their other properties again.
      serializers: { err: (described: unknown) => described },
      hooks: { streamWrite: scrubText },
    },
    // Straight to stdout, without a worker: lines of a process that is ending are not lost.
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

function current(): Logger {
  root ??= make(env().LOG_LEVEL);
  return root;
}

/**
 * Sets level and destination (stdout unless given) from here on; without this call the level is the setting
 * `LOG_LEVEL`, read at the first line.
 */
export function configureLog(level: LevelWithSilent, destination?: DestinationStream): void {
  root = make(level, destination);
}

function through(logger: () => Logger): Log {
  return {
    fatal: (details, message) => logger().fatal(details, message),
    error: (details, message) => logger().error(details, message),
    warn: (details, message) => logger().warn(details, message),
    info: (details, message) => logger().info(details, message),
    debug: (details, message) => logger().debug(details, message),
    trace: (details, message) => logger().trace(details, message),
  };
}

/** The portal's log. Errors go in as `{ err: error }`. */
export const log: Log = through(current);

/** A log whose every line carries the request's id. */
export function requestLog(requestId: string): Log {
  return through(() => current().child({ requestId }));
}
