/** The fields of the settings' form in the order of the page; "settings.contact.phone" is a part of a part. */
export const settingsFields = [
  'name',
  'settings.timeZone',
  'settings.contact.address',
  'settings.contact.phone',
  'settings.contact.hours',
  'settings.contact.hoursEs',
  'settings.contact.email',
  'settings.colour',
  'settings.registration',
  'settings.confirmEmail',
  'settings.passwordPolicy',
  'settings.passwordComposition',
  'settings.staffFactor',
  'settings.residentFactor',
  'settings.socialLinking',
  'settings.languages',
  'settings.auditRetentionYears',
] as const;

/** What a form sent, put together as the use case takes it. Fields of other names stay where they are. */
export function settingsOf(fields: Record<string, unknown>): Record<string, unknown> {
  const { countyId, version, name } = fields;
  const settings: Record<string, unknown> = {};
  const contact: Record<string, unknown> = {};
  for (const field of settingsFields) {
    const [, part, detail] = field.split('.');
    if (!part || !(field in fields)) continue;
    if (detail) contact[detail] = fields[field];
    else settings[part] = fields[field];
  }
  if (Object.keys(contact).length > 0) settings.contact = contact;
  return { countyId, version, name, settings };
}
