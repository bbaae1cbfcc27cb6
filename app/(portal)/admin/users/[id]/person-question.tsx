import type { ReactNode } from 'react';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { TextField } from '@/components/forms/text-field';
import type { ButtonVariant } from '@/components/ui/button';
import type { FormAction } from '@/lib/shared/form-state';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';
import { personCrumbs } from './person-file';

/** Asks once before something is done to a person: what will come of it, and why, where that is noted. */
export async function PersonQuestion({
  user,
  title,
  lead,
  results = [],
  action,
  reason,
  submit,
  variant = 'primary',
  children,
}: {
  user: UserBody;
  title: string;
  lead: string;
  /** What will happen, a line each. */
  results?: readonly string[];
  action: FormAction;
  reason?: { label: string; hint: string };
  submit: string;
  variant?: ButtonVariant;
  /** What else is asked. */
  children?: ReactNode;
}) {
  return (
    <ConfirmPage
      crumbs={await personCrumbs(user)}
      title={title}
      lead={
        <div className="mb-6 max-w-prose">
          <p className={results.length > 0 ? 'mb-2' : undefined}>{lead}</p>
          {results.length > 0 ? (
            <ul className="list-disc pl-5">
              {results.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
        </div>
      }
      action={action}
      sends={{ userId: user.id }}
      also={reason ? ['reason'] : []}
      submit={submit}
      variant={variant}
      cancelHref={paths.people.show(user.id)}
    >
      {reason ? <TextField name="reason" {...reason} autoComplete="off" /> : null}
      {children}
    </ConfirmPage>
  );
}
