import { z } from 'zod';
import { schemasOf } from '@/lib/fields';
import { anId } from '@/lib/shared/text';
import { registerFields } from '../schema';

/** Which provider a button names; whether there is such a one, the settings say. */
export const ChosenProvider = z.object({
  provider: z
    .string({ error: 'errors.provider.gone' })
    .regex(/^[a-z][a-z0-9-]{0,19}$/, 'errors.provider.gone'),
});

/** A linked account, by its row. */
export const LinkedAccount = z.object({ accountId: anId });

/** The county that somebody chooses whose account a sign-in elsewhere makes. */
export const chooseCountyFields = { county: registerFields.county };
export const ChooseCounty = z.object(schemasOf(chooseCountyFields));
