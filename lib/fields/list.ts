import { z } from 'zod';
import { exportInput, listInput } from '@/lib/shared/paging';
import { optionalLine, yesOrNo } from '@/lib/shared/text';
import type { ListArea } from '@/messages/keys';
import { type Field, schemasOf } from './field';

/** A field that narrows a list; left empty, it leaves nothing out. The list's words name it: `filter.<name>.label`. */
export type Filter<S extends z.ZodType = z.ZodType> = Omit<Field<S>, 'label'> & {
  /** Stands behind "More filters" until it is set. */
  folded?: true;
};

const tooLong = 'errors.filter.tooLong';

/** A filter by a text: words to look for, an id, or one of the names that the page offers. */
export function textFilter(kind: 'search' | 'code' | 'choice', max: number) {
  const schema = optionalLine(max, tooLong);
  return {
    kind,
    schema,
    faults: [tooLong, 'errors.form.characters'],
    autoComplete: 'off',
  } satisfies Filter;
}

/** A filter that is on, off, or not set. */
export const yesNoFilter = {
  kind: 'yes-no',
  schema: yesOrNo,
  faults: ['errors.filter.yesOrNo'],
} satisfies Filter;

/** The same filter behind "More filters". */
export const folded = <F extends Filter>(filter: F) => ({ ...filter, folded: true as const });

type Filters = Readonly<Record<string, Filter>>;
type Sorts = readonly [string, ...string[]];
type Declared<S extends Sorts, F extends Filters> = {
  /** The area of `messages/` where the list's words stand. */
  words: ListArea;
  /** What it can be sorted by, with a minus where the other way round comes first; the first is the default. */
  sorts: S;
  /** In the order of the page. */
  filters: F;
};

/** A list as far as a page needs to know it. */
export type List<S extends Sorts = Sorts> = Declared<S, Filters> & { input: z.ZodObject };

/**
 * A list, declared once: its page is a `<ListPage of={…}>`, `input` is what page, JSON and API v1 take, `exportInput`
 * what its export takes.
 */
export function defineList<const S extends Sorts, F extends Filters>(list: Declared<S, F>) {
  const filters = schemasOf(list.filters);
  return {
    ...list,
    input: z.object({ ...listInput(list.sorts), ...filters }),
    exportInput: z.object({ ...exportInput(list.sorts), ...filters }),
  };
}
