'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import {
  type FormEvent,
  type ReactNode,
  useActionState,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from 'react';
import { useStatusTexts } from '@/components/layout/status-texts';
import {
  type FormAction,
  type FormFault,
  type FormState,
  idleForm,
  isFrameworkField,
} from '@/lib/shared/form-state';
import { checkForm, type FormRules, loadChecks } from './check-form';
import { DrawnForField } from './drawn-for';
import { ErrorSummary } from './error-summary';
import { buttonKey, FormContext } from './form-context';
import { type CodesWords, RevealedCodes } from './revealed-codes';
import { RevealedSecret, type RevealWords } from './revealed-secret';
import { useTitlePrefix } from './use-title-prefix';

export type ActionFormProps = FormRules & {
  action: FormAction;
  /** "There is a problem". */
  problemTitle: string;
  /** "Error: ", for the title of the page. */
  titlePrefix: string;
  /**
   * The whole title of the page, without the prefix. The form then writes the title itself, so that the prefix
   * is there without scripts too; the page and the layouts above must set none. Without it only scripts add the prefix.
   */
  pageTitle?: string;
  /** What was typed into this form of another release. */
  stale?: Record<string, string | string[]> | undefined;
  /** Of a page that a mailed link opened: its mark. */
  mark?: string | undefined;
  /** What is wrong before anything was sent: what led back to this page. The next sending takes its place. */
  given?: FormFault[] | undefined;
  /** The page's h1: the summary has to stand before it. */
  heading?: ReactNode;
  /** For an action that answers a secret: what stands in the form's place then, besides the secret. */
  revealed?: RevealWords;
  /** The same for one that answers several codes. */
  revealedCodes?: CodesWords;
  /**
   * What the browser itself has to do between the check and the sending: answers what is to be sent, or, where nothing
   * came of it, a line that is shown at the form's end. The focus stays then.
   */
  before?: (data: FormData) => Promise<FormData | string>;
  /** Stands beside the form that the page is about: its faults are a line at its end, and title and focus stay. */
  isAside?: boolean;
  id?: string;
  children: ReactNode;
};

/** Which of the words for a form without an answer fit: those for no connection only where there was none. */
function failureOf(error: unknown): string {
  return error instanceof TypeError ? 'unreached' : error instanceof Error ? error.message : 'broken';
}

/**
 * Sends a form of another release as a browser without scripts does: the portal draws its page anew with what was typed.
 */
function sendPlainly(data: FormData): void {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: window.location.href });
  // An action that no release has: so the portal knows the form for one of another release.
  data.set(`$ACTION_ID_${'0'.repeat(42)}`, '');
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string') continue;
    const input = document.createElement('textarea');
    Object.assign(input, { name, value, hidden: true });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** What the form will send, taken once at the moment of sending. */
function collect(form: HTMLFormElement, button: HTMLElement | null): FormData {
  const own = new FormData();
  for (const [name, value] of new FormData(form, button).entries()) {
    if (!isFrameworkField(name)) own.append(name, value);
  }
  return own;
}

/** The state that the page comes with from the server. */
function first(posted: FormState, given: FormFault[] = []): FormState {
  if (posted.status !== 'idle' || given.length === 0) return posted;
  return { status: 'error', summary: given, fields: {}, values: {} };
}

/** The lines in the order in which their fields stand on the page; those of no visible field last. */
function inPageOrder(summary: FormFault[], fields: readonly string[]): FormFault[] {
  const place = ({ field }: FormFault) => fields.indexOf(field ?? '') + 1 || fields.length + 1;
  return summary.toSorted((a, b) => place(a) - place(b));
}

/**
 * A form that posts to a server action. Without scripts the browser posts and the server draws the page again with
 * faults and values. With scripts it is checked against the same schema when it is sent, never before; sending twice
 * sends once; what was typed stays, passwords do not.
 */
export function ActionForm(props: ActionFormProps) {
  const { action, schema, texts, fields, heading, problemTitle, titlePrefix, pageTitle } = props;
  const { before, isAside = false, stale } = props;
  const words: Record<string, string> = useStatusTexts()?.forms ?? {};
  const untouched: FormState = stale
    ? { status: 'error', summary: [{ text: words.outdated ?? '' }], fields: {}, values: stale }
    : idleForm;
  const [posted, post] = useActionState(action, untouched);
  const [shown, setShown] = useState<FormState>(() => first(posted, props.given));
  const [sending, setSending] = useState<string>();
  const [line, setLine] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const answered = useRef<FormState>(undefined);
  const busy = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const failed = shown.status === 'error';

  const answerWith = useCallback(
    (state: FormState) => {
      if (!isAside) setShown(state);
      else if (state.status === 'error') setLine(state.summary.map(({ text }) => text).join(' '));
      setSending(undefined);
      busy.current = false;
    },
    [isAside],
  );

  const stayWith = (text: string) => {
    setShown(idleForm);
    setLine(text);
    setSending(undefined);
    busy.current = false;
  };

  function send(data: FormData) {
    startTransition(async () => {
      let answer: FormState | undefined;
      try {
        answer = await action(idleForm, data);
      } catch (error) {
        // Redirects and not-found travel as exceptions and belong to the router; the form stays closed for them.
        unstable_rethrow(error);
        if (unstable_isUnrecognizedActionError(error)) return sendPlainly(data);
        const text = words[failureOf(error)] ?? words.broken ?? '';
        answer = { status: 'error', summary: [{ text }], fields: {}, values: {} };
      }
      // An action that leads elsewhere answers nothing.
      answered.current = answer ?? idleForm;
    });
  }

  // The form stays closed until the page that came with the answer stands: sent again at once, it sends the version that
  // the page has now. An action that led elsewhere has taken the form away, unless it led back to this very page.
  useEffect(() => {
    const answer = answered.current;
    if (isPending || !answer) return;
    answered.current = undefined;
    answerWith(answer);
  }, [isPending, answerWith]);

  async function check(data: FormData) {
    const faults = await checkForm({ schema, texts, fields }, data);
    const summary = Object.entries(faults).map(([field, text]) => ({ field, text }));
    if (summary.length > 0) {
      answerWith({ status: 'error', summary, fields: faults, values: {} });
      return;
    }
    const ready = before ? await before(data) : data;
    if (typeof ready === 'string') stayWith(ready);
    else send(ready);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    setSending(buttonKey(button));
    setLine(undefined);
    void check(collect(event.currentTarget, button));
  }

  useEffect(() => {
    if (shown.status === 'idle') return;
    for (const input of form.current?.querySelectorAll<HTMLInputElement>('[data-secret]') ?? [])
      input.value = '';
    (shown.status === 'error' ? summary : notice).current?.focus();
  }, [shown]);
  useTitlePrefix(titlePrefix, failed, pageTitle === undefined && !isAside);

  const context = useMemo(
    () => ({
      faults: shown.status === 'error' ? shown.fields : {},
      values: posted.status === 'error' ? posted.values : undefined,
      sending,
    }),
    [shown, posted, sending],
  );

  return (
    <FormContext value={context}>
      {pageTitle === undefined ? null : <title>{failed ? titlePrefix + pageTitle : pageTitle}</title>}
      {shown.status === 'error' ? (
        <ErrorSummary ref={summary} title={problemTitle} faults={inPageOrder(shown.summary, fields)} />
      ) : null}
      {heading}
      {shown.status === 'done' && shown.text ? (
        <div
          ref={notice}
          role="status"
          tabIndex={-1}
          className="mb-[26px] rounded-r border-l-[6px] border-county bg-tint px-[18px] py-3.5 font-semibold"
        >
          {shown.text}
        </div>
      ) : null}
      {shown.status === 'done' && typeof shown.reveal === 'string' && props.revealed ? (
        <RevealedSecret value={shown.reveal} words={props.revealed} notice={notice} />
      ) : shown.status === 'done' && Array.isArray(shown.reveal) && props.revealedCodes ? (
        <RevealedCodes codes={shown.reveal} words={props.revealedCodes} notice={notice} />
      ) : (
        // The checks are fetched while the person types, so that sending need not wait for them.
        <form
          ref={form}
          id={props.id}
          action={post}
          noValidate
          onSubmit={submit}
          onFocus={() => void loadChecks({ schema, fields })}
        >
          <DrawnForField mark={props.mark} />
          {props.children}
          {line ? (
            <p role="alert" className="mt-3 max-w-prose font-strong text-red">
              {line}
            </p>
          ) : null}
        </form>
      )}
    </FormContext>
  );
}
