import 'server-only';
import { z } from 'zod';

/** A provider of OpenID Connect at which people may sign in, as the settings name it. */
export type OidcProvider = {
  /** Names it in settings and addresses. */
  id: string;
  /** Names it to people. */
  name: string;
  /** What it calls itself, letter by letter (OpenID Connect Core, `iss`). */
  issuer: string;
  /**
   * The issuer as the database names it: a subject is somebody within it. Another issuer under the same id, or the same
   * one under another id, confuses nobody.
   */
  key: string;
  clientId: string;
  clientSecret: string;
  /** A picture that the content security policy lets through: a path of the portal, or a data: image. */
  icon: string | undefined;
  /** Whether an address that it calls verified opens a resident's account, where the county wants that. */
  linksByAddress: boolean;
};

/** Words that the history of sign-ins has for other ways: no provider may be called so. */
const takenNames = /^(password|passkey|app|recovery|remembered|registration|credentials)$/i;

const ID = /^[a-z][a-z0-9-]{0,19}$/;
const isId = (text: string) => ID.test(text) && !takenNames.test(text);
const idsOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** `OIDC_PROVIDERS=google,state`: their ids, in the order of the sign-in page. */
export const providerIds = z
  .string()
  .default('')
  .transform(idsOf)
  .refine(
    (ids) => ids.every(isId),
    'must be ids of lower-case letters, digits and hyphens, joined by commas (not password, passkey and the like)',
  )
  .refine((ids) => new Set(ids).size === ids.length, 'names a provider twice');

/** Compared letter by letter with what the provider says of itself, so it is kept as it was given. */
const issuerOf = (insecure: boolean) =>
  z
    .string()
    .refine((value) => URL.canParse(value), 'must be the address by which the provider names itself')
    .refine(
      (value) => !URL.canParse(value) || (insecure ? /^https?:/ : /^https:/).test(new URL(value).protocol),
      'must be an https address',
    )
    .refine((value) => !/[?#@]/.test(value), 'must be an address without name, query and fragment');

const fieldsOf = (insecure: boolean) =>
  z.object({
    ISSUER: issuerOf(insecure),
    CLIENT_ID: z.string().min(1),
    CLIENT_SECRET: z.string().min(1),
    NAME: z
      .string()
      .max(40, 'must be 40 characters or fewer')
      // The history of sign-ins joins the ways of one by a plus.
      .regex(/^[^\p{C}+<>]+$/u, 'must be one line without + < >')
      .refine((value) => !takenNames.test(value), 'is the word for another way to sign in'),
    ICON: z
      .string()
      .regex(
        /^(\/(?![/\\])[\w./-]+|data:image\/(png|webp|svg\+xml|jpeg|gif)[;,][^\s"<>]+)$/,
        'must be a path of the portal, like /icons/state.svg, or a data: image',
      )
      .optional(),
    LINKS_BY_ADDRESS: z
      .enum(['on', 'off'], { error: 'must be on or off' })
      .default('off')
      .transform((set) => set === 'on'),
  });

/** An issuer's one form: its host in small letters, no slash at its end. */
const keyOf = (issuer: string) => new URL(issuer).href.replace(/\/+$/, '');

/** Reads the settings of every provider that OIDC_PROVIDERS names, and names each fault as env.ts does. */
export function parseOidcProviders(
  given: Record<string, string | undefined>,
  { insecure }: { insecure: boolean },
): { providers: OidcProvider[]; faults: string[] } {
  const providers: OidcProvider[] = [];
  const faults: string[] = [];
  for (const id of new Set(idsOf(given.OIDC_PROVIDERS ?? '').filter(isId))) {
    const prefix = `OIDC_${id.toUpperCase().replaceAll('-', '_')}_`;
    const fields = fieldsOf(insecure);
    const named = Object.fromEntries(Object.keys(fields.shape).map((name) => [name, given[prefix + name]]));
    const result = fields.safeParse(named);
    if (!result.success) {
      for (const { path, message } of result.error.issues) {
        const name = prefix + String(path[0]);
        faults.push(given[name] === undefined ? `${name} is missing` : `${name} ${message}`);
      }
      continue;
    }
    const { ISSUER, CLIENT_ID, CLIENT_SECRET, NAME, ICON, LINKS_BY_ADDRESS } = result.data;
    const key = keyOf(ISSUER);
    if (providers.some((other) => other.key === key)) faults.push(`${prefix}ISSUER is named twice`);
    providers.push({
      id,
      name: NAME.trim(),
      issuer: ISSUER,
      key,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      icon: ICON,
      linksByAddress: LINKS_BY_ADDRESS,
    });
  }
  return { providers, faults };
}
