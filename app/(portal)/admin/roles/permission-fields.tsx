'use client';

import type { ReactNode } from 'react';
import { controlClass, FieldNotes, frameClass } from '@/components/forms/field-frame';
import { useField } from '@/components/forms/form-context';
import type { Option } from '@/components/forms/select-field';

export type PermissionField = { field: string; label: string; options: Option[]; chosen: string };
export type PermissionGroup = { key: string; title: string; permissions: PermissionField[] };

/** How far a role gives each permission: one choice a line, in groups by what they are about. */
export function PermissionFields({
  title,
  hint,
  groups,
}: {
  title: string;
  hint: ReactNode;
  groups: PermissionGroup[];
}) {
  const state = useField('permissions', true);
  return (
    <div id="permissions" tabIndex={-1} className={`${frameClass(state.fault)} max-w-none!`}>
      <h2 className="mb-1">{title}</h2>
      <FieldNotes state={state} hint={hint} />
      {groups.map((group) => (
        <fieldset key={group.key} className="mt-5 max-w-[46rem]">
          <legend className="mb-1 font-strong">{group.title}</legend>
          <div className="rounded-card border border-line bg-card px-4">
            {group.permissions.map((permission) => (
              <ReachSelect key={permission.field} {...permission} />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function ReachSelect({ field, label, options, chosen }: PermissionField) {
  const state = useField(field, false);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1.5 border-t border-line py-2.5 first:border-t-0">
      <label htmlFor={field} className="min-w-0 flex-[1_1_15rem]">
        {label}
      </label>
      <div className="w-full sm:w-56">
        <select
          {...state.described}
          defaultValue={state.sent ?? chosen}
          className={controlClass(state.fault)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
