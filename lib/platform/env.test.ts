import { describe, expect, it } from 'vitest';
import { env, idleMinutes, overrideSettings, parseSettings } from './env';

const secret = 'kQ3v9ZpX7tLw2Yb8nRf4Gh6Jd1Sc5Ma0';
const pepper = 'Ua8r2Ew6Ti4Yo0Pk9Lj7Hg5Fd3Sz1Xc_';
const production = {
  APP_URL: 'https://services.alder.example/',
  AUTH_SECRET: secret,
  PASSWORD_PEPPER: pepper,
  DATABASE_URL: 'postgresql://portal@db/portal?sslmode=verify-full',
  SMTP_URL: 'smtps://mail.alder.example',
  MAIL_FROM: 'Alder County <services@alder.example>',
};
const start = (changes: Record<string, string | undefined> = {}) =>
  parseSettings({ ...production, ...changes }, 'start');
const faultsOf = (result: ReturnType<typeof parseSettings>) => (result.ok ? [] : result.faults);
const settingsOf = (result: ReturnType<typeof parseSettings>) => {
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.settings;
};

describe('production', () => {
  it('starts with what it needs, strictly', () => {
    expect(settingsOf(start())).toMatchObject({
      mode: 'start',
      APP_URL: 'https://services.alder.example',
      isAppUrlDefault: false,
      CONFIRM_EMAIL: true,
      PASSWORD_POLICY: 'strict',
      PASSWORD_COMPOSITION: false,
      PASSWORD_HASH: 'bcrypt',
      PASSWORD_COST: 12,
      SESSION_MAX_HOURS: 12,
      MAIL_LEASE_SECONDS: 90,
      MAIL_RETRY_SECONDS: 30,
      RATE_LIMITS: true,
      WEB_CONCURRENCY: 1,
      TRUSTED_PROXY_HOPS: 0,
      PORT: 3000,
      LOG_LEVEL: 'info',
      EMBEDDED_DATABASE: false,
    });
  });

  it('names everything that is missing at once', () => {
    expect(faultsOf(parseSettings({}, 'start')).sort()).toEqual([
      'APP_URL is missing',
      'AUTH_SECRET is missing',
      'DATABASE_URL is missing (or set EMBEDDED_DATABASE=1)',
      'MAIL_FROM is missing',
      'PASSWORD_PEPPER is missing',
      'SMTP_URL is missing',
    ]);
  });

  it('an empty variable is a missing one', () => {
    expect(faultsOf(start({ AUTH_SECRET: '', SMTP_URL: '' }))).toEqual([
      'AUTH_SECRET is missing',
      'SMTP_URL is missing',
    ]);
  });

  const faults: [Record<string, string>, string][] = [
    [{ AUTH_SECRET: secret.slice(1) }, 'AUTH_SECRET must be 32 bytes or more'],
    [{ PASSWORD_PEPPER: pepper.slice(1) }, 'PASSWORD_PEPPER must be 32 bytes or more'],
    [{ AUTH_SECRET: 'ab'.repeat(32) }, 'AUTH_SECRET is too simple; use a random value'],
    [{ PASSWORD_PEPPER: secret }, 'PASSWORD_PEPPER must differ from AUTH_SECRET'],
    [{ APP_URL: 'services.alder.example' }, 'APP_URL must be an http(s) address'],
    [{ APP_URL: 'javascript:alert(1)' }, 'APP_URL must be an http(s) address'],
    [{ APP_URL: 'ftp://x' }, 'APP_URL must be an http(s) address'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must start with postgresql://'],
    [{ SMTP_URL: 'mail.example' }, 'SMTP_URL must start with smtp:// or smtps://'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an e-mail address'],
    [{ MAIL_FROM: 'a@b.c\r\nBcc: d@e.f' }, 'MAIL_FROM must be an e-mail address'],
    [{ RATE_LIMITS: 'off' }, 'RATE_LIMITS may not be off in production'],
    [{ PASSWORD_COST: '11' }, 'PASSWORD_COST must be 12 or more in production'],
    [{ PASSWORD_COST: '3' }, 'PASSWORD_COST must be from 4 to 16'],
    [{ PASSWORD_COST: '17' }, 'PASSWORD_COST must be from 4 to 16'],
    [{ MAIL_LEASE_SECONDS: '59' }, 'MAIL_LEASE_SECONDS must be 60 or more in production'],
    [{ MAIL_RETRY_SECONDS: '0' }, 'MAIL_RETRY_SECONDS must be 1 or more'],
    [{ PORT: '65536' }, 'PORT must be a port number'],
    [{ PORT: '80a' }, 'PORT must be a whole number'],
    [{ SESSION_MAX_HOURS: '25' }, 'SESSION_MAX_HOURS must be 24 or less in production'],
    ...['http://portal.county.gov', 'http://10.0.0.7:3000', 'http://127.0.0.1.nip.io'].map(
      (APP_URL): [Record<string, string>, string] => [
        { APP_URL },
        'APP_URL must be https, but on this very host (http sends passwords and cookies in the clear)',
      ],
    ),
    ...[
      'smtp://mail.alder.example',
      'smtp://mail.alder.example:587?requireTLS=false',
      'smtps://mail.alder.example?tls.rejectUnauthorized=false',
    ].map((SMTP_URL): [Record<string, string>, string] => [
      { SMTP_URL },
      'SMTP_URL must be smtps://, or smtp:// with ?requireTLS=true, but on this very host',
    ]),
    ...[
      'postgresql://portal@db/portal',
      'postgresql://portal@db/portal?sslmode=prefer',
      'postgresql://portal@db/portal?sslmode=no-verify',
      'postgresql://portal@127.0.0.1/portal?host=db',
    ].flatMap((url) =>
      ['DATABASE_URL', 'MIGRATE_DATABASE_URL'].map((name): [Record<string, string>, string] => [
        { [name]: url },
        `${name} must say sslmode=verify-full (or verify-ca, require), but on this very host`,
      ]),
    ),
    [{ MIGRATE_DATABASE_URL: 'mysql://x' }, 'MIGRATE_DATABASE_URL must start with postgresql://'],
    [{ SESSION_IDLE_MINUTES: '0' }, 'SESSION_IDLE_MINUTES must be 1 or more'],
    [{ SESSION_MAX_HOURS: '-1' }, 'SESSION_MAX_HOURS must be a whole number'],
    [{ TRUSTED_PROXY_HOPS: '1.5' }, 'TRUSTED_PROXY_HOPS must be a whole number'],
    [{ DEFAULT_COUNTY: 'alder' }, 'DEFAULT_COUNTY must be a county code of three capital letters'],
    [{ WEB_CONCURRENCY: '0' }, 'WEB_CONCURRENCY must be 1 or more'],
  ];
  it.each(faults)('%j: %s', (changes, expected) => {
    expect(faultsOf(start(changes))).toEqual([expected]);
  });

  it.each([
    { APP_URL: 'http://127.0.0.1:3000', SMTP_URL: 'smtp://localhost:25', SESSION_MAX_HOURS: '24' },
    { DATABASE_URL: 'postgresql://portal@127.0.0.1/portal', SMTP_URL: 'smtp://mail.example?requireTLS=true' },
    { DATABASE_URL: 'postgresql://portal@[::1]:5432/portal', APP_URL: 'http://localhost:3000' },
    { DATABASE_URL: 'postgresql:///portal?host=/var/run/postgresql' },
  ])('what never leaves this host needs no TLS: %j', (changes) => {
    expect(faultsOf(start(changes))).toEqual([]);
  });

  it('knows a database of places only where one is named', () => {
    expect(settingsOf(start()).GEOIP_DATABASE).toBeUndefined();
    expect(settingsOf(start({ GEOIP_DATABASE: '' })).GEOIP_DATABASE).toBeUndefined();
    expect(settingsOf(start({ GEOIP_DATABASE: '/places.mmdb' })).GEOIP_DATABASE).toBe('/places.mmdb');
  });

  it.each([
    'CONFIRM_EMAIL',
    'PASSWORD_POLICY',
    'PASSWORD_COMPOSITION',
    'PASSWORD_HASH',
    'RATE_LIMITS',
    'LOG_LEVEL',
    'EMBEDDED_DATABASE',
  ])('%s takes its own words alone', (name) => {
    expect(faultsOf(start({ [name]: 'maybe' }))).toMatchObject([
      expect.stringMatching(new RegExp(`^${name} `)),
    ]);
  });

  const oidc = {
    OIDC_PROVIDERS: 'google,state-id',
    OIDC_GOOGLE_ISSUER: 'https://accounts.google.com',
    OIDC_GOOGLE_CLIENT_ID: 'portal',
    OIDC_GOOGLE_CLIENT_SECRET: 'hush',
    OIDC_GOOGLE_NAME: 'Google',
    OIDC_STATE_ID_ISSUER: 'https://Login.State.example/realms/a/',
    OIDC_STATE_ID_CLIENT_ID: 'portal',
    OIDC_STATE_ID_CLIENT_SECRET: 'hush',
    OIDC_STATE_ID_NAME: 'State ID',
    OIDC_STATE_ID_LINKS_BY_ADDRESS: 'on',
    OIDC_STATE_ID_ICON: 'data:image/svg+xml;base64,PHN2Zy8+',
  };

  it('knows several places to sign in at, in their order; none unless told', () => {
    expect(settingsOf(start()).oidc).toEqual([]);
    expect(settingsOf(start(oidc)).oidc).toEqual([
      {
        id: 'google',
        name: 'Google',
        issuer: 'https://accounts.google.com',
        key: 'https://accounts.google.com',
        clientId: 'portal',
        clientSecret: 'hush',
        icon: undefined,
        linksByAddress: false,
      },
      {
        id: 'state-id',
        name: 'State ID',
        issuer: 'https://Login.State.example/realms/a/',
        key: 'https://login.state.example/realms/a',
        clientId: 'portal',
        clientSecret: 'hush',
        icon: 'data:image/svg+xml;base64,PHN2Zy8+',
        linksByAddress: true,
      },
    ]);
  });

  const oidcFaults: [Record<string, string | undefined>, RegExp][] = [
    [{ OIDC_PROVIDERS: 'Google' }, /^OIDC_PROVIDERS must be ids/],
    [{ OIDC_PROVIDERS: 'password' }, /^OIDC_PROVIDERS must be ids/],
    [{ OIDC_PROVIDERS: 'google,google' }, /^OIDC_PROVIDERS names a provider twice$/],
    [{ OIDC_GOOGLE_ISSUER: 'http://accounts.google.com' }, /^OIDC_GOOGLE_ISSUER must be an https address$/],
    [{ OIDC_GOOGLE_ISSUER: 'accounts.google.com' }, /^OIDC_GOOGLE_ISSUER must be the address/],
    [{ OIDC_GOOGLE_ISSUER: 'https://x.example/?a=b' }, /^OIDC_GOOGLE_ISSUER must be an address without/],
    [{ OIDC_STATE_ID_ISSUER: 'https://accounts.google.com/' }, /^OIDC_STATE_ID_ISSUER is named twice$/],
    [{ OIDC_GOOGLE_CLIENT_SECRET: undefined }, /^OIDC_GOOGLE_CLIENT_SECRET is missing$/],
    [{ OIDC_STATE_ID_NAME: 'a+b' }, /^OIDC_STATE_ID_NAME must be one line/],
    [{ OIDC_STATE_ID_NAME: 'Passkey' }, /^OIDC_STATE_ID_NAME is the word for another way/],
    [{ OIDC_GOOGLE_ICON: 'https://evil.example/x.png' }, /^OIDC_GOOGLE_ICON must be a path/],
    [{ OIDC_GOOGLE_ICON: '//evil.example/x.png' }, /^OIDC_GOOGLE_ICON must be a path/],
  ];
  it.each(oidcFaults)('%j: %s', (changes, expected) => {
    expect(faultsOf(start({ ...oidc, ...changes }))).toEqual([expect.stringMatching(expected)]);
  });

  it('takes a provider of http only in the demonstration and in tests', () => {
    const local = { ...oidc, OIDC_GOOGLE_ISSUER: 'http://127.0.0.1:4000' };
    for (const mode of ['demo', 'test'] as const)
      expect(faultsOf(parseSettings({ ...production, ...local }, mode))).toEqual([]);
    for (const mode of ['start', 'dev'] as const)
      expect(faultsOf(parseSettings({ ...production, ...local }, mode))).toEqual([
        'OIDC_GOOGLE_ISSUER must be an https address',
      ]);
  });

  it('names every fault at once, each in a line of its own', () => {
    // What cannot be read stands in nobody's way: the cost, the hours and the address are judged all the same.
    const broken = { AUTH_SECRET: 'x', PORT: 'x', SMTP_URL: undefined, RATE_LIMITS: 'off' };
    const weak = { PASSWORD_COST: '4', SESSION_MAX_HOURS: '100', APP_URL: 'http://portal.county.gov' };
    const found = faultsOf(start({ ...broken, ...weak }));
    expect(found.map((line) => line.split(' ')[0]).sort()).toEqual([
      'APP_URL',
      'AUTH_SECRET',
      'AUTH_SECRET',
      'PASSWORD_COST',
      'PORT',
      'RATE_LIMITS',
      'SESSION_MAX_HOURS',
      'SMTP_URL',
    ]);
    for (const line of found) expect(line).not.toContain('\n');
  });

  it('says no secret', () => {
    const text = JSON.stringify(
      start({ AUTH_SECRET: 'hush-hush', DATABASE_URL: 'mysql://portal:hush-hush@db' }),
    );
    expect(text).not.toContain('hush-hush');
  });

  it('may run on the embedded database, in one process', () => {
    expect(settingsOf(start({ DATABASE_URL: undefined, EMBEDDED_DATABASE: '1' })).EMBEDDED_DATABASE).toBe(
      true,
    );
    expect(
      faultsOf(start({ DATABASE_URL: undefined, EMBEDDED_DATABASE: '1', WEB_CONCURRENCY: '2' })),
    ).toEqual(['WEB_CONCURRENCY above 1 needs DATABASE_URL: the embedded database belongs to one process']);
    expect(settingsOf(start({ WEB_CONCURRENCY: '4' })).WEB_CONCURRENCY).toBe(4);
  });
});

describe('the demonstration', () => {
  const secrets = { AUTH_SECRET: secret, PASSWORD_PEPPER: pepper };
  it('needs nothing but the secrets that its launcher makes', () => {
    expect(settingsOf(parseSettings(secrets, 'demo'))).toMatchObject({
      mode: 'demo',
      APP_URL: 'http://127.0.0.1:3000',
      isAppUrlDefault: true,
      CONFIRM_EMAIL: false,
      PASSWORD_POLICY: 'lesson',
      DEFAULT_COUNTY: 'ALD',
      EMBEDDED_DATABASE: true,
      DATA_DIR: './.data',
      HOST: '127.0.0.1',
    });
    expect(faultsOf(parseSettings({}, 'demo')).sort()).toEqual([
      'AUTH_SECRET is missing',
      'PASSWORD_PEPPER is missing',
    ]);
  });

  it('honours every setting, too', () => {
    const set = {
      ...secrets,
      PORT: '3210',
      CONFIRM_EMAIL: 'on',
      PASSWORD_POLICY: 'strict',
      RATE_LIMITS: 'off',
      DATABASE_URL: 'postgres://x',
      SMTP_URL: 'smtp://x',
      PREVIOUS_PASSWORD_PEPPERS: ' one , two,,',
    };
    expect(settingsOf(parseSettings(set, 'demo'))).toMatchObject({
      PORT: 3210,
      APP_URL: 'http://127.0.0.1:3210',
      CONFIRM_EMAIL: true,
      PASSWORD_POLICY: 'strict',
      RATE_LIMITS: false,
      EMBEDDED_DATABASE: false,
      SMTP_URL: 'smtp://x',
      PREVIOUS_PASSWORD_PEPPERS: ['one', 'two'],
    });
    expect(
      settingsOf(parseSettings({ ...secrets, APP_URL: 'http://127.0.0.1:3000' }, 'demo')).isAppUrlDefault,
    ).toBe(false);
  });

  it('with more processes needs a database for them', () => {
    expect(faultsOf(parseSettings({ ...secrets, WEB_CONCURRENCY: '2' }, 'demo'))).toHaveLength(1);
  });
});

it('sessions idle 30 minutes for staff and 60 for residents, or as it is set', () => {
  const before = env();
  expect([idleMinutes(true), idleMinutes(false)]).toEqual([30, 60]);
  overrideSettings({ SESSION_IDLE_MINUTES: 5 });
  expect([idleMinutes(true), idleMinutes(false)]).toEqual([5, 5]);
  overrideSettings(before);
});
