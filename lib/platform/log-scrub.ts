import 'server-only';

/** What stands where something secret stood. */
const REDACTED = '[redacted]';

/** Deeper or longer things are cut: a log line is for people. */
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_MESSAGE = 500;

const SECRET_NAME =
  /^(code|codes|otp|totp|pin|pepper|hash)$|password|passwd|passphrase|secret|token|cookie|authorization|pepper|recoverycode|otpauth|apikey|^params$|^parameters$|^query$|^sql$/;

/** `tokenId` and `sessionTokenCount` name no secret. */
const HARMLESS_ENDING = /(id|count)$/;

function isSecretName(key: string): boolean {
  const plain = key.replace(/[^a-zA-Z0-9]/g, '').toLowerCase();
  return SECRET_NAME.test(plain) && !HARMLESS_ENDING.test(plain);
}

/** Takes out what may be secret inside a text: link tokens, bearer tokens, passwords in addresses of services. */
export function scrubText(text: string): string {
  return text
    .replace(
      /(\/(?:reset|confirm|invite|invitation|change-email|not-me|account-reset|cancel-reset)\/)[^\s/?#"'\\]+/gi,
      `$1${REDACTED}`,
    )
    .replace(/([?&](?:token|code|state|secret|password)=)[^\s&#"'\\]+/gi, `$1${REDACTED}`)
    .replace(/\b(bearer|basic)\s+[\w~+/.=-]{8,}/gi, `$1 ${REDACTED}`)
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]+@/gi, `$1${REDACTED}@`);
}

/**
 * An error as the log shows it: kind, code, message, where it was thrown, and causes. Database errors carry the
 * statement and its values in other properties and in the first lines of Prisma's messages: those stay out.
 */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { code, cause } = error as Error & { code?: unknown };
  const type = error.name || error.constructor.name;
  const isPrisma = type.startsWith('Prisma');
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  const message = (isPrisma ? lines.at(-1) : error.message) ?? '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const inner = error instanceof AggregateError ? error.errors : [];
  return {
    type,
    ...(typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? { code } : {}),
    message: scrubText(withoutValues(message)).slice(0, MAX_MESSAGE),
    stack: frames.join('\n'),
    ...(cause instanceof Error && depth < 3 ? { cause: describeError(cause, depth + 1) } : {}),
    ...(inner.length > 0 && depth < 3
      ? {
          errors: inner
            .slice(0, 3)
            .map((each) => (each instanceof Error ? describeError(each, depth + 1) : '')),
        }
      : {}),
  };
}

/** PostgreSQL quotes the value that it could not read: `invalid input syntax for type uuid: "…"`. */
function withoutValues(message: string): string {
  return message
    .replace(/(syntax for [\w ]+: )"[^"]*"/g, `$1${REDACTED}`)
    .replace(/(=\()[^)]*(\))/g, `$1${REDACTED}$2`);
}

/** A copy of anything, fit for a log line: nothing secret, no cycles, no more than a few dozen items. */
export function scrub(value: unknown, depth = 0, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= MAX_DEPTH || seen.has(value)) return '[…]';
  const path = new Set(seen).add(value);
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => scrub(item, depth + 1, path));
  // Headers, URLSearchParams, Map and FormData keep their entries out of Object.entries.
  const entries = Object.entries(isKeyed(value) ? Object.fromEntries(value.entries()) : value);
  return Object.fromEntries(
    entries
      .slice(0, MAX_ITEMS)
      .map(([key, item]) => [
        key,
        isSecretName(key) && item != null ? REDACTED : scrub(item, depth + 1, path),
      ]),
  );
}

type Keyed = { entries(): Iterable<[string, unknown]>; get(key: string): unknown };

function isKeyed(value: object): value is Keyed {
  return 'entries' in value && typeof value.entries === 'function' && 'get' in value;
}
