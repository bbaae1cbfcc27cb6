import { lineOf, optionalLine } from '@/lib/shared/text';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';

type Line = Asked & { max: number; tooLong: MessageKey };

/** One line of words that must be there. */
export function line({ max, missing, tooLong, ...asked }: Line & { missing: MessageKey }) {
  const schema = lineOf(max, missing, tooLong);
  return {
    kind: 'line',
    schema,
    faults: [missing, tooLong, 'errors.form.characters'],
    ...asked,
  } satisfies Field;
}

/** One line of words that may be left empty. */
export function lineOrNone({ max, tooLong, ...asked }: Line) {
  const schema = optionalLine(max, tooLong);
  return { kind: 'line', schema, faults: [tooLong, 'errors.form.characters'], ...asked } satisfies Field;
}
