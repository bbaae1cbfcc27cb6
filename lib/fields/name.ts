import { anyLine } from '@/lib/shared/text';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';

/** A name of a person, or none; it holds a letter, so that there is something to see and to click on. */
export function name({ max, tooLong, ...asked }: Asked & { max: number; tooLong: MessageKey }) {
  const fault = 'errors.name.letter';
  const schema = anyLine(max, tooLong, 'errors.name.enter').refine(
    (text) => text === '' || /\p{L}/u.test(text),
    fault,
  );
  return {
    kind: 'line',
    schema,
    faults: ['errors.name.enter', fault, tooLong, 'errors.form.characters'],
    ...asked,
  } satisfies Field;
}
