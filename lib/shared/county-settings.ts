import { z } from 'zod';
import { dateFormat } from './date-format';
import { type Language, languages } from './languages';

/** Where a county stands that has not said. */
const DEFAULT_TIME_ZONE = 'America/Los_Angeles';

/** The most years after which a county may let go of its audit trail. */
export const MAX_RETENTION_YEARS = 50;

/** Whether a text names a time zone that dates can be told in. */
export function isTimeZone(text: string): boolean {
  try {
    return Boolean(dateFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}

/**
 * What a county decides about its portal; the JSON of County.settings. Each part that is missing or unreadable has its
 * default, whatever the others hold. Policies can only be stricter than the portal's: `inherit` leaves it as it is.
 */
const schema = z.object({
  timeZone: z.string().refine(isTimeZone).catch(DEFAULT_TIME_ZONE),
  /** The county's colour as #rrggbb; its contrast with white is checked when it is set. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .catch(undefined),
  contact: z
    .object({
      address: z.string(),
      phone: z.string(),
      hours: z.string(),
      hoursEs: z.string().optional(),
      email: z.string().optional(),
    })
    .optional()
    .catch(undefined),
  passwordPolicy: z.enum(['inherit', 'strict']).catch('inherit'),
  passwordComposition: z.enum(['inherit', 'on']).catch('inherit'),
  confirmEmail: z.enum(['inherit', 'on']).catch('inherit'),
  /** Whether staff and residents must have a second factor. */
  staffFactor: z.enum(['inherit', 'required']).catch('inherit'),
  residentFactor: z.enum(['optional', 'required']).catch('optional'),
  /**
   * Who links a sign-in elsewhere to an account: its owner, signed in; or also the provider's word that the address is
   * the account's.
   */
  socialLinking: z.enum(['signed-in', 'address']).catch('signed-in'),
  /** The languages that the county's people may choose, in the portal's order. */
  languages: z
    .array(z.enum(languages))
    .min(1)
    .transform((chosen) => languages.filter((language) => chosen.includes(language)))
    .catch([...languages]),
  /** Whether residents make accounts themselves. */
  registration: z.enum(['open', 'invitation']).catch('open'),
  /** After how many years events of the audit trail may be let go; absent: they are kept for ever. */
  auditRetentionYears: z.int().min(1).max(MAX_RETENTION_YEARS).optional().catch(undefined),
});

export type CountySettings = Readonly<z.output<typeof schema>>;

/** Settings as they were read, by what is stored: every request brings its county's anew. */
const known = new Map<string, CountySettings>();
/** More than there are counties; of those that changed since, the old ones are forgotten with all others. */
const MOST = 200;

/** Reads a county's settings; never fails. All who read the same get the same object: nobody may change it. */
export function countySettings(stored: unknown): CountySettings {
  const isObject = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  const text = JSON.stringify(isObject ? stored : {});
  const found = known.get(text);
  if (found) return found;
  const read = Object.freeze(schema.parse(JSON.parse(text)));
  if (known.size >= MOST) known.clear();
  known.set(text, read);
  return read;
}

/** The language somebody gets who chose this one: it, where their county offers it, else the first that it offers. */
export function languageIn(settings: Pick<CountySettings, 'languages'>, chosen: Language): Language {
  return settings.languages.includes(chosen) ? chosen : (settings.languages[0] ?? chosen);
}
