import { z } from 'zod';

/** What a county decides about its portal; the JSON of County.settings. Anything missing or unreadable has a default. */
const schema = z.object({
  timeZone: z.string().default('America/Los_Angeles'),
  /** The county's colour as #rrggbb; its contrast with white is checked when it is set. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  contact: z
    .object({
      address: z.string(),
      phone: z.string(),
      hours: z.string(),
      hoursEs: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
});

export type CountySettings = z.infer<typeof schema>;

/** Reads a county's settings; never fails. */
export function countySettings(stored: unknown): CountySettings {
  const parsed = schema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : { timeZone: 'America/Los_Angeles' };
}
