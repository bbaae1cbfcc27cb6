import { z } from 'zod';
import { permissionNames } from '@/lib/access/permissions';
import { schemasOf, tokenFields } from '@/lib/fields';
import { listInput, pageOf } from '@/lib/shared/paging';
import { anId, severalOf } from '@/lib/shared/text';

/** Named tokens that one person may have at the same time. */
export const MAX_TOKENS = 50;

/** Its scopes are names of permissions: what the token may do, as far as its owner may. */
export const ownTokenFields = tokenFields(
  'tokens',
  severalOf(z.enum(permissionNames, { error: 'errors.token.unknownScope' }), 100, 'errors.token.unknownScope')
    .refine((scopes) => scopes.length > 0, 'errors.token.chooseScope')
    .transform((scopes) => permissionNames.filter((name) => scopes.includes(name))),
);

export const CreateToken = z.object(schemasOf(ownTokenFields));

export const TokenOnly = z.object({ tokenId: anId });
export const ListTokens = z.object(listInput(['-createdAt']));

/** docs/contract.md, section 8. Without scopes it may do what its owner may: the lesson's login token. */
export const TokenBody = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Token' });
export type TokenBody = z.output<typeof TokenBody>;
export const TokenPage = pageOf(TokenBody);

/** The answer to who makes one: the only time that its value leaves the portal. */
export const CreatedToken = TokenBody.extend({ token: z.string() }).meta({ id: 'CreatedToken' });
