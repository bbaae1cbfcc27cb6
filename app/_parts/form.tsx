import { getTranslations } from 'next-intl/server';
import { Fragment, type ReactNode } from 'react';
import { z } from 'zod';
import type { ActionFormProps } from '@/components/forms/action-form';
import { CheckedForm, type Checks } from '@/components/forms/checked-form';
import { HiddenField } from '@/components/forms/hidden-field';
import type { PasswordHelp } from '@/components/forms/password-advice';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow, type ButtonVariant } from '@/components/ui/button';
import { sentByStaleForm } from '@/lib/adapters/response-status';
import { type Fields, faultsOf, schemasOf, secretFields } from '@/lib/fields';
import { type FormAction, formValues } from '@/lib/shared/form-state';
import { DeclaredField, type Offered, type Standing } from './declared-field';
import { formFrame } from './form-frame';

export type FormProps = {
  /** The declared fields, in the order of the page and of the error summary. */
  of?: Fields;
  /** The page's title; with a fault it begins with "Error: ". */
  title: string;
  /** The page's h1: the error summary stands before it. */
  heading: ReactNode;
  action: FormAction;
  /** The schema that the form is checked against before it is sent. */
  checks?: Checks | undefined;
  /** What stands in the fields, by name. */
  values?: Readonly<Record<string, Standing>>;
  /** Hints that depend on the page, by name, in place of the field's own. */
  hints?: Readonly<Record<string, string>>;
  /** The help beside a new password, by name. */
  helps?: Readonly<Record<string, PasswordHelp>>;
  /** What is offered for each choice, by name. */
  offers?: Readonly<Record<string, readonly Offered[]>>;
  /** What travels along unseen: whom or what the form is about, and the version that was shown. */
  sends?: Readonly<Record<string, string | number>>;
  /** What stands before a field, by its name: the heading of a part. */
  before?: Readonly<Record<string, ReactNode>>;
  /** Fields that no kind can draw, and the names that the summary finds them by. */
  children?: ReactNode;
  also?: readonly string[];
  submit: string;
  variant?: ButtonVariant;
  /** Stands in the button's place where nothing can be sent yet. */
  instead?: ReactNode;
  /** What stands beside the button, before the way back. */
  beside?: ReactNode;
  cancelHref?: string | undefined;
  /** Of a page that a mailed link opened: its mark. Others act for who is signed in. */
  mark?: string | undefined;
  /** What stands below the button. */
  after?: ReactNode;
} & Pick<ActionFormProps, 'revealed' | 'revealedCodes' | 'given'>;

/** What was typed into this form of another release: its answers, and no secret. */
function typedBefore(fields: Fields, names: readonly string[]) {
  const sent = sentByStaleForm();
  if (!sent) return undefined;
  const secrets = secretFields(z.object(schemasOf(fields)));
  const typed = Object.entries(formValues(sent)).filter(
    ([name]) => names.includes(name) && !secrets.has(name),
  );
  return typed.length > 0 ? Object.fromEntries(typed) : undefined;
}

/** A form of declared fields: each is drawn by its kind, and says what is wrong with it in its own words. */
export async function Form(props: FormProps) {
  const { of: fields = {}, values = {}, offers = {}, sends = {}, before = {}, also = [] } = props;
  const { hints = {}, helps = {} } = props;
  const t = await getTranslations('common');
  const names = [...Object.keys(fields), ...also];
  return (
    <CheckedForm
      {...(await formFrame(props.title, props.checks ? faultsOf(fields) : []))}
      action={props.action}
      fields={names}
      stale={typedBefore(fields, names)}
      mark={props.mark}
      heading={props.heading}
      checks={props.checks}
      given={props.given}
      revealed={props.revealed}
      revealedCodes={props.revealedCodes}
    >
      {Object.entries(sends).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      {Object.entries(fields).map(([name, field]) => (
        <Fragment key={name}>
          {before[name]}
          <DeclaredField
            name={name}
            field={field}
            value={values[name]}
            hint={hints[name]}
            help={helps[name]}
            offered={offers[name] ?? []}
          />
        </Fragment>
      ))}
      {props.children}
      <ButtonRow>
        {props.instead ?? <SubmitButton variant={props.variant ?? 'primary'}>{props.submit}</SubmitButton>}
        {props.beside}
        {props.cancelHref ? (
          <a href={props.cancelHref} className="inline-block py-1">
            {t('cancel')}
          </a>
        ) : null}
      </ButtonRow>
      {props.after}
    </CheckedForm>
  );
}
