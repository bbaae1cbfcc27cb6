import { settingsFields } from '@/lib/administration/counties/schema';

/** What a form sent, put together as the use case takes it. Fields of other names stay where they are. */
export function settingsOf(fields: Record<string, unknown>): Record<string, unknown> {
  const { countyId, version, name } = fields;
  const settings: Record<string, unknown> = {};
  const contact: Record<string, unknown> = {};
  for (const field of Object.keys(settingsFields)) {
    const [, part, detail] = field.split('.');
    if (!part || !(field in fields)) continue;
    if (detail) contact[detail] = fields[field];
    else settings[part] = fields[field];
  }
  if (Object.keys(contact).length > 0) settings.contact = contact;
  return { countyId, version, name, settings };
}
