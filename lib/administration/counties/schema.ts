import { z } from 'zod';
import {
  aboutAnother,
  code,
  defineList,
  type Field,
  type Fields,
  line,
  personFields,
  schemasOf,
  textFilter,
  yesNoFilter,
} from '@/lib/fields';
import { countyColours } from '@/lib/shared/county-colour';
import { MAX_RETENTION_YEARS } from '@/lib/shared/county-settings';
import { languages } from '@/lib/shared/languages';
import { pageOf } from '@/lib/shared/paging';
import { anId, aVersion, lineOf, optionalLine, yesOrNo } from '@/lib/shared/text';
import type { MessageKey } from '@/messages/keys';

/** An empty field of a form, and null of a program, take a setting away. */
const orNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((sent) => (sent === '' ? null : sent), schema.nullable().optional());
const blankIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((sent) => (sent === '' ? undefined : sent), schema.optional());

let known: Set<string> | undefined;

/** Whether a text names a time zone of the list that the page offers. */
function isKnownTimeZone(text: string): boolean {
  known ??= new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
  return known.has(text);
}

const contact = z.object(
  {
    address: lineOf(200, 'errors.county.contactAddress', 'errors.county.contactTooLong'),
    phone: lineOf(50, 'errors.county.contactPhone', 'errors.county.contactTooLong'),
    hours: lineOf(200, 'errors.county.contactHours', 'errors.county.contactTooLong'),
    hoursEs: optionalLine(200, 'errors.county.contactTooLong').transform((text) => text || undefined),
    email: blankIsNone(personFields.email.schema),
  },
  { error: 'errors.form.wrongType' },
);

/** A form whose contact fields are all empty has no contact. */
const isBlank = (sent: unknown) =>
  typeof sent === 'object' && sent !== null && Object.values(sent).every((text) => text === '');

/** What may be sent of a county's settings: each on its own, the others stay. */
const settings = z.object(
  {
    timeZone: z
      .string({ error: 'errors.county.timeZone' })
      .refine(isKnownTimeZone, 'errors.county.timeZone')
      .optional(),
    colour: orNone(
      z
        .string({ error: 'errors.county.colour' })
        .trim()
        .regex(/^#[0-9a-f]{6}$/i, { error: 'errors.county.colour', abort: true })
        .refine((text) => countyColours(text) !== null, 'errors.county.contrast'),
    ),
    contact: z.preprocess((sent) => (isBlank(sent) ? null : sent), contact.nullable().optional()),
    passwordPolicy: z.enum(['inherit', 'strict'], { error: 'errors.county.choice' }).optional(),
    passwordComposition: z.enum(['inherit', 'on'], { error: 'errors.county.choice' }).optional(),
    confirmEmail: z.enum(['inherit', 'on'], { error: 'errors.county.choice' }).optional(),
    staffFactor: z.enum(['inherit', 'required'], { error: 'errors.county.choice' }).optional(),
    residentFactor: z.enum(['optional', 'required'], { error: 'errors.county.choice' }).optional(),
    socialLinking: z.enum(['signed-in', 'address'], { error: 'errors.county.choice' }).optional(),
    /** A list; a form sends "en,es". */
    languages: z
      .preprocess(
        (sent) => (typeof sent === 'string' ? sent.split(',') : sent),
        z
          .array(z.enum(languages, { error: 'errors.county.languages' }), {
            error: 'errors.county.languages',
          })
          .min(1, 'errors.county.languages')
          .max(languages.length, 'errors.county.languages'),
      )
      .optional(),
    registration: z.enum(['open', 'invitation'], { error: 'errors.county.choice' }).optional(),
    auditRetentionYears: orNone(
      z.coerce
        .number({ error: 'errors.county.years' })
        .int('errors.county.years')
        .min(1, 'errors.county.years')
        .max(MAX_RETENTION_YEARS, 'errors.county.years'),
    ),
  },
  { error: 'errors.form.wrongType' },
);
export type SettingsChange = z.output<typeof settings>;

export const CountyOnly = z.object({ countyId: anId });

export const countyList = defineList({
  words: 'counties',
  sorts: ['name', 'code'],
  filters: {
    /** A part of the name or code. */
    q: textFilter('search', 100),
    active: yesNoFilter,
  },
});

const ifAny = <F extends Field>(field: F, label: MessageKey) => ({
  ...field,
  schema: blankIsNone(field.schema as F['schema']),
  label,
});

/** A new county, and its first administrator, who is invited; none when there is no address. */
export const newCountyFields = aboutAnother({
  name: line({
    max: 100,
    missing: 'errors.county.name',
    tooLong: 'errors.county.nameTooLong',
    label: 'counties.name',
    autoComplete: 'off',
  }),
  code: code({
    form: /^[A-Z]{3}$/,
    fault: 'errors.county.code',
    label: 'counties.code',
    hint: 'counties.codeHint',
    width: 'short',
  }),
  adminEmail: ifAny(personFields.email, 'counties.adminEmail'),
  adminFirstName: ifAny(personFields.firstName, 'counties.adminFirstName'),
  adminLastName: ifAny(personFields.lastName, 'counties.adminLastName'),
});

const { code: countyCode, ...others } = schemasOf(newCountyFields);
export const CreateCounty = z.object({ code: countyCode, ...others });

/** The code is part of it because programs send back what they read; it cannot be changed. */
export const UpdateCounty = z.object({
  countyId: anId,
  version: aVersion,
  code: countyCode.optional(),
  name: others.name.optional(),
  active: yesOrNo,
  settings: settings.optional(),
});

/** One setting of a few, all on the page. */
const few = (
  name:
    | 'registration'
    | 'confirmEmail'
    | 'passwordPolicy'
    | 'passwordComposition'
    | 'staffFactor'
    | 'residentFactor'
    | 'socialLinking',
  offers: Field['offers'],
) => ({
  kind: 'few' as const,
  schema: settings.shape[name],
  faults: ['errors.county.choice'] as const,
  label: `counties.settings.${name}` as const,
  offers,
});

/** One line of how a county can be reached. */
const contactLine = <N extends keyof typeof contact.shape>(
  name: N,
  asked: Partial<Field> & { faults: Field['faults'] },
) => ({
  kind: 'line' as const,
  schema: contact.shape[name],
  label: `counties.settings.${name}` as const,
  autoComplete: 'off',
  ...asked,
});

/** Everything that a county decides, by the names that its form sends: "settings.contact.phone" is a part of a part. */
export const settingsFields = {
  name: { ...newCountyFields.name, label: 'counties.settings.name' },
  'settings.timeZone': {
    kind: 'choice',
    schema: settings.shape.timeZone,
    faults: ['errors.county.timeZone'],
    label: 'counties.settings.timeZone',
    hint: 'counties.settings.timeZoneHint',
  },
  'settings.contact.address': contactLine('address', {
    faults: ['errors.county.contactAddress', 'errors.county.contactTooLong', 'errors.form.characters'],
  }),
  'settings.contact.phone': contactLine('phone', {
    kind: 'phone',
    faults: ['errors.county.contactPhone', 'errors.county.contactTooLong', 'errors.form.characters'],
    width: 'medium',
  }),
  'settings.contact.hours': contactLine('hours', {
    faults: ['errors.county.contactHours', 'errors.county.contactTooLong', 'errors.form.characters'],
  }),
  'settings.contact.hoursEs': contactLine('hoursEs', {
    faults: ['errors.county.contactTooLong', 'errors.form.characters'],
  }),
  'settings.contact.email': contactLine('email', { kind: 'email', faults: personFields.email.faults }),
  'settings.colour': {
    kind: 'code',
    schema: settings.shape.colour,
    faults: ['errors.county.colour', 'errors.county.contrast'],
    label: 'counties.settings.colour',
    hint: 'counties.settings.colourHint',
    autoComplete: 'off',
    width: 'short',
  },
  'settings.registration': few('registration', {
    open: 'counties.settings.open',
    invitation: 'counties.settings.invitation',
  }),
  'settings.confirmEmail': few('confirmEmail', {
    inherit: 'counties.settings.confirmInherit',
    on: 'counties.settings.confirmOn',
  }),
  'settings.passwordPolicy': few('passwordPolicy', {
    inherit: 'counties.settings.policyInherit',
    strict: 'counties.settings.policyStrict',
  }),
  'settings.passwordComposition': few('passwordComposition', {
    inherit: 'counties.settings.compositionInherit',
    on: 'counties.settings.compositionOn',
  }),
  'settings.staffFactor': few('staffFactor', {
    inherit: 'counties.settings.staffFactorInherit',
    required: 'counties.settings.staffFactorRequired',
  }),
  'settings.residentFactor': few('residentFactor', {
    optional: 'counties.settings.residentFactorOptional',
    required: 'counties.settings.residentFactorRequired',
  }),
  'settings.socialLinking': few('socialLinking', {
    'signed-in': 'counties.settings.socialLinkingSignedIn',
    address: 'counties.settings.socialLinkingAddress',
  }),
  'settings.languages': {
    kind: 'few',
    schema: settings.shape.languages,
    faults: ['errors.county.languages'],
    label: 'counties.settings.languages',
    hint: 'counties.settings.languagesHint',
    offers: {
      'en,es': 'counties.settings.both',
      en: 'counties.settings.onlyEn',
      es: 'counties.settings.onlyEs',
    },
  },
  'settings.auditRetentionYears': {
    kind: 'number',
    schema: settings.shape.auditRetentionYears,
    faults: ['errors.county.years'],
    label: 'counties.settings.years',
    hint: 'counties.settings.yearsHint',
    autoComplete: 'off',
    width: 'short',
  },
} satisfies Fields;

/** The settings as they leave the portal, each with its default. */
const SettingsBody = z.object({
  timeZone: z.string(),
  colour: z.string().optional(),
  contact: z
    .object({
      address: z.string(),
      phone: z.string(),
      hours: z.string(),
      hoursEs: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
  passwordPolicy: z.enum(['inherit', 'strict']),
  passwordComposition: z.enum(['inherit', 'on']),
  confirmEmail: z.enum(['inherit', 'on']),
  staffFactor: z.enum(['inherit', 'required']),
  residentFactor: z.enum(['optional', 'required']),
  socialLinking: z.enum(['signed-in', 'address']),
  languages: z.array(z.enum(languages)),
  registration: z.enum(['open', 'invitation']),
  auditRetentionYears: z.int().optional(),
});

/** docs/contract.md, section 8, API bodies. */
export const CountyBody = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    active: z.boolean(),
    settings: SettingsBody,
    version: z.int(),
  })
  .meta({ id: 'County' });
export type CountyBody = z.output<typeof CountyBody>;

/** Strangers see the code and the name of active counties; who sets counties up sees the rest. */
export const CountyItem = z
  .object({
    code: z.string(),
    name: z.string(),
    id: z.string().optional(),
    active: z.boolean().optional(),
    settings: SettingsBody.optional(),
    version: z.int().optional(),
    people: z
      .object({ total: z.int(), inactive: z.int(), unconfirmed: z.int(), invited: z.int() })
      .optional(),
  })
  .meta({ id: 'CountyItem' });
export type CountyItem = z.output<typeof CountyItem>;
export const CountyPage = pageOf(CountyItem);
