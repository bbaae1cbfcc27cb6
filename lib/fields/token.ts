import type { z } from 'zod';
import { expiresInDays, MAX_TOKEN_NAME } from '@/lib/shared/token-fields';
import { choice } from './choice';
import { choices } from './choices';
import { line } from './line';

/** What is asked of a new token, a person's or a county's. The scopes and the hints are each one's own. */
export function tokenFields<S extends z.ZodType>(words: 'tokens' | 'serviceTokens', scopes: S) {
  return {
    /** It should say which program has it. */
    name: line({
      max: MAX_TOKEN_NAME,
      missing: 'errors.token.enterName',
      tooLong: 'errors.token.nameTooLong',
      label: 'tokens.name',
      hint: `${words}.nameHint`,
      autoComplete: 'off',
    }),
    scopes: choices({
      of: scopes,
      faults: ['errors.token.chooseScope'],
      label: 'tokens.scopes',
      hint: `${words}.scopesHint`,
    }),
    expiresInDays: choice({
      of: expiresInDays,
      fault: 'errors.token.days',
      label: 'tokens.expiresIn',
      hint: 'tokens.expiresHint',
      width: 'medium',
    }),
  };
}
