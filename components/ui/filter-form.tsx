import type { ReactNode } from 'react';
import { OwnFields } from '@/components/forms/own-fields';
import { buttonClass } from './button';

/** Fields side by side where there is room, one under the other on a phone; closer than in a form of their own. */
const row =
  'flex flex-wrap items-end gap-3 [&_label]:text-small [&>div]:mb-0 [&>div]:max-w-none [&>div]:flex-[1_1_190px]';

/**
 * The filters of a list: a form that asks for the list's own address with them (GET), so that an address can be kept
 * and sent on, and nothing needs scripts. `children` are the fields that most people use; `more` folds the others
 * away, and stays open while one of them is set.
 */
export function FilterForm({
  action,
  label,
  submitText,
  hidden = {},
  more,
  children,
}: {
  action: string;
  /** Name of the landmark, for example "Find people". */
  label: string;
  submitText: string;
  /** What else the list's address holds and keeps: the order. */
  hidden?: Record<string, string | undefined>;
  more?: { text: string; open: boolean; fields: ReactNode };
  children: ReactNode;
}) {
  // Folded out, the other filters stand between the first ones and the button that sends them all.
  const submit = (
    <button type="submit" className={buttonClass()}>
      {submitText}
    </button>
  );
  return (
    <search
      aria-label={label}
      className="no-print mb-[18px] block rounded-card border border-line bg-card px-[18px] py-4"
    >
      <OwnFields prefix="filter-">
        <form method="get" action={action}>
          {Object.entries(hidden).map(([name, value]) =>
            value ? <input key={name} type="hidden" name={name} value={value} /> : null,
          )}
          <div className={row}>
            {children}
            {more ? null : submit}
          </div>
          {more ? (
            <>
              <details open={more.open} className="my-3">
                <summary className="inline-block cursor-pointer rounded-field py-1 text-small font-semibold text-county underline underline-offset-[3px]">
                  {more.text}
                </summary>
                <div className={`${row} mt-2`}>{more.fields}</div>
              </details>
              {submit}
            </>
          ) : null}
        </form>
      </OwnFields>
    </search>
  );
}
