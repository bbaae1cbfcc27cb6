import 'server-only';
import { z } from 'zod';
import { type OidcProvider, parseOidcProviders, providerIds } from './oidc-settings';

/**
 * Every setting of the portal, parsed once. The only file that reads `process.env`.
 *
 * Modes: `start` is production and strict; `demo` and `dev` fill in what is missing; `test` is `demo` with
 * limits that a test may switch off.
 */
export type Mode = 'demo' | 'dev' | 'start' | 'test';

/** Random secrets shorter than this many bytes are refused in production (NIST SP 800-131A: 256-bit keys). */
const SECRET_BYTES = 32;

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const positive = wholeNumber.refine((value) => value > 0, 'must be 1 or more');
const secret = z
  .string()
  .refine((value) => Buffer.byteLength(value) >= SECRET_BYTES, `must be ${SECRET_BYTES} bytes or more`)
  .refine((value) => new Set(value).size >= 10, 'is too simple; use a random value');
const webAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'must be an http(s) address',
  )
  .transform((value) => new URL(value).origin);

const shape = {
  APP_URL: webAddress,
  AUTH_SECRET: secret,
  PASSWORD_PEPPER: secret,
  PREVIOUS_PASSWORD_PEPPERS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  EMBEDDED_DATABASE: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
  DATA_DIR: z.string().min(1).default('./.data'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().regex(/^[^\r\n]+@[^\r\n]+$/, 'must be an e-mail address'),
  /** How long one mail may take to send before another sender may try: more than all timeouts of the mailer. */
  MAIL_LEASE_SECONDS: positive.default(90),
  /** The wait after a first failure; each one after it is four times longer. */
  MAIL_RETRY_SECONDS: positive.default(30),
  /** From a start to its first look for jobs that are due; the next ones come every minute. */
  TIDY_AFTER_SECONDS: positive.default(60),
  CONFIRM_EMAIL: onOff,
  PASSWORD_POLICY: z.enum(['strict', 'lesson']),
  PASSWORD_COMPOSITION: onOff.default(false),
  PASSWORD_HASH: z.enum(['bcrypt', 'argon2id']).default('bcrypt'),
  /** OWASP password storage: 10 or more; the lesson uses 12. Lower only in tests. */
  PASSWORD_COST: wholeNumber.refine((value) => value >= 4 && value <= 16, 'must be from 4 to 16').default(12),
  /** Staff must have a second factor (docs/security.md, "Second factor"): production on, demo off. */
  REQUIRE_STAFF_2FA: onOff.default(false),
  SESSION_IDLE_MINUTES: positive.optional(),
  SESSION_MAX_HOURS: positive.default(12),
  DEFAULT_COUNTY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a county code of three capital letters')
    .optional(),
  /** Where people may sign in elsewhere; the settings of each are OIDC_<ID>_…: oidc-settings.ts. */
  OIDC_PROVIDERS: providerIds,
  /** A database of places in MaxMind's format. Whether it is one is asked at start: places.ts, middleware.ts reads this file too. */
  GEOIP_DATABASE: z.string().optional(),
  TRUSTED_PROXY_HOPS: wholeNumber.default(0),
  RATE_LIMITS: onOff.default(true),
  WEB_CONCURRENCY: positive.default(1),
  PORT: wholeNumber.refine((value) => value <= 65535, 'must be a port number').default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
} as const;

const schema = z.object(shape);
type Parsed = z.infer<typeof schema>;

/** The parsed settings; `isAppUrlDefault` says that `http://localhost:PORT` counts as the portal's own origin too. */
export type Settings = Parsed & { mode: Mode; isAppUrlDefault: boolean; oidc: readonly OidcProvider[] };

function defaultsOf(mode: Mode, environment: Record<string, string | undefined>): Record<string, string> {
  if (mode === 'start') return { CONFIRM_EMAIL: 'on', PASSWORD_POLICY: 'strict', REQUIRE_STAFF_2FA: 'on' };
  return {
    APP_URL: `http://127.0.0.1:${environment.PORT || 3000}`,
    MAIL_FROM: 'county-services@alder.example',
    CONFIRM_EMAIL: 'off',
    PASSWORD_POLICY: 'lesson',
    DEFAULT_COUNTY: 'ALD',
    EMBEDDED_DATABASE: environment.DATABASE_URL ? '0' : '1',
  };
}

/**
 * Parses the environment for a mode and names every fault at once, as lines of `NAME what is wrong`.
 * An empty variable counts as absent.
 */
export function parseSettings(
  environment: Record<string, string | undefined>,
  mode: Mode,
): { ok: true; settings: Settings } | { ok: false; faults: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse({ ...defaultsOf(mode, given), ...given });
  const faults = result.success
    ? []
    : result.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return given[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
      });
  const oidc = parseOidcProviders(given, { insecure: mode === 'demo' || mode === 'test' });
  faults.push(...oidc.faults);
  if (mode === 'start') {
    if (!given.DATABASE_URL && given.EMBEDDED_DATABASE !== '1')
      faults.push('DATABASE_URL is missing (or set EMBEDDED_DATABASE=1)');
    if (!given.SMTP_URL) faults.push('SMTP_URL is missing');
    if (given.RATE_LIMITS === 'off') faults.push('RATE_LIMITS may not be off in production');
    if (result.success && result.data.PASSWORD_COST < 12)
      faults.push('PASSWORD_COST must be 12 or more in production');
    if (result.success && result.data.MAIL_LEASE_SECONDS < 60)
      faults.push('MAIL_LEASE_SECONDS must be 60 or more in production');
    if (given.AUTH_SECRET && given.AUTH_SECRET === given.PASSWORD_PEPPER)
      faults.push('PASSWORD_PEPPER must differ from AUTH_SECRET');
  }
  if (result.success && result.data.WEB_CONCURRENCY > 1 && !result.data.DATABASE_URL)
    faults.push('WEB_CONCURRENCY above 1 needs DATABASE_URL: the embedded database belongs to one process');
  if (!result.success || faults.length > 0) return { ok: false, faults: [...new Set(faults)] };
  return {
    ok: true,
    settings: {
      ...result.data,
      mode,
      isAppUrlDefault: mode !== 'start' && !given.APP_URL,
      oidc: oidc.providers,
    },
  };
}

let current: Settings | undefined;

/**
 * The settings of this process. `PORTAL_MODE` is set by the launcher (scripts/serve.ts).
 * @throws Error naming every fault when the settings cannot be used.
 */
export function env(): Settings {
  if (current) return current;
  const mode = (process.env.PORTAL_MODE ?? 'start') as Mode;
  const result = parseSettings(process.env, mode);
  if (!result.ok) throw new Error(`The settings cannot be used:\n${result.faults.join('\n')}`);
  current = result.settings;
  return current;
}

/** For tests: replaces settings from now on, in this process. */
export function overrideSettings(changes: Partial<Settings>): void {
  current = { ...env(), ...changes };
}

/** For tests: the settings are those of the environment again. */
export function forgetOverrides(): void {
  current = undefined;
}

/** Idle minutes of a session: staff 30, residents 60 (NIST SP 800-63B-4, AAL2: at most 60), or the one set. */
export function idleMinutes(isStaff: boolean): number {
  return env().SESSION_IDLE_MINUTES ?? (isStaff ? 30 : 60);
}
