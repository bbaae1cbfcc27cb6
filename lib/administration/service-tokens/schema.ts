import { z } from 'zod';
import { isServiceScope, permissionNames } from '@/lib/access/permissions';
import { schemasOf, tokenFields } from '@/lib/fields';
import { listInput, pageOf } from '@/lib/shared/paging';
import { anId, severalOf } from '@/lib/shared/text';

/** Service tokens that a county may have at the same time: one page of the API holds them all. */
export const MAX_SERVICE_TOKENS = 100;

/** What a service token may carry: what is about the whole county, and nothing of one person. */
export const serviceScopes = permissionNames.filter(isServiceScope);

export const serviceTokenFields = tokenFields(
  'serviceTokens',
  severalOf(
    z.enum(serviceScopes, { error: 'errors.token.noServiceScope' }),
    100,
    'errors.token.noServiceScope',
  )
    .refine((scopes) => scopes.length > 0, 'errors.token.chooseScope')
    .transform((scopes) => serviceScopes.filter((name) => scopes.includes(name))),
);

export const CreateServiceToken = z.object(schemasOf(serviceTokenFields));

export const ServiceTokenOnly = z.object({ serviceTokenId: anId });
export const ListServiceTokens = z.object(listInput(['-createdAt']));

export const ServiceTokenBody = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    /** Who made it; null when that account is no longer there. */
    createdBy: z.object({ id: z.string(), fullName: z.string() }).nullable(),
  })
  .meta({ id: 'ServiceToken' });
export type ServiceTokenBody = z.output<typeof ServiceTokenBody>;
export const ServiceTokenPage = pageOf(ServiceTokenBody);

/** The answer to who makes one: the only time that its value leaves the portal. */
export const CreatedServiceToken = ServiceTokenBody.extend({ token: z.string() }).meta({
  id: 'CreatedServiceToken',
});
