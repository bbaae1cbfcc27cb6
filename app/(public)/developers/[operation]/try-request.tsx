'use client';

import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { controlClass } from '@/components/forms/field-frame';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '../code-block';
import { SHOWN_CHARACTERS } from './shown-characters';

export type TryField = { name: string; part: 'path' | 'query' | 'header'; required: boolean; label: string };
type Texts = Record<
  | 'noScript'
  | 'body'
  | 'send'
  | 'sending'
  | 'answered'
  | 'headers'
  | 'answer'
  | 'empty'
  | 'failed'
  | 'badJson'
  | 'cut'
  | 'again',
  string
>;
type Shown = { status: string; headers: string; body: string; isCut: boolean; asksAgain: boolean };

const noChange = () => () => {};

/**
 * Sends a request to the portal's own API with the session of this browser, and shows what came back. It refuses
 * nothing: what is wrong, the API says.
 */
export function TryRequest({
  method,
  path,
  fields,
  sample,
  again,
  texts,
}: {
  method: string;
  path: string;
  fields: TryField[];
  sample: string | null;
  again: string;
  texts: Texts;
}) {
  const hasScripts = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const [isSending, setSending] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [note, setNote] = useState('');
  if (!hasScripts) return <p className="mt-3">{texts.noScript}</p>;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const textOf = (name: string) => String(given.get(name) ?? '');
    setShown(null);
    setNote('');
    setSending(true);
    try {
      setShown(await answerTo(method, path, fields, textOf, sample === null ? null : textOf('body')));
    } catch (error) {
      setNote(error instanceof SyntaxError ? texts.badJson : texts.failed);
    }
    setSending(false);
  };

  return (
    <>
      <form onSubmit={send} className="mt-5" noValidate>
        {fields.map(({ name, part, label }) => (
          <div key={`${part} ${name}`} className="mb-4 max-w-field">
            <label htmlFor={`try-${part}-${name}`} className="mb-1 block font-strong">
              {label}
            </label>
            <input
              id={`try-${part}-${name}`}
              name={`${part} ${name}`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className={controlClass(undefined)}
            />
          </div>
        ))}
        {sample === null ? null : (
          <div className="mb-4 max-w-form">
            <label htmlFor="try-body" className="mb-1 block font-strong">
              {texts.body}
            </label>
            <textarea
              id="try-body"
              name="body"
              rows={Math.min(14, sample.split('\n').length + 1)}
              defaultValue={sample}
              spellCheck={false}
              className={`${controlClass(undefined)} block font-mono text-small`}
            />
          </div>
        )}
        <Button type="submit">{isSending ? texts.sending : texts.send}</Button>
      </form>
      <div role="status" className="mt-6 max-w-form">
        {note ? <p className="font-strong text-red">{note}</p> : null}
        {shown ? (
          <p className="text-h3">
            {texts.answered} {shown.status}
          </p>
        ) : null}
      </div>
      {shown ? (
        <div className="max-w-form">
          {shown.asksAgain ? (
            <p className="mt-2">
              <a href={again}>{texts.again}</a>
            </p>
          ) : null}
          <h3 className="mt-4">{texts.headers}</h3>
          <CodeBlock>{shown.headers}</CodeBlock>
          <h3 className="mt-4">{texts.answer}</h3>
          {shown.body === '' ? <p>{texts.empty}</p> : <CodeBlock>{shown.body}</CodeBlock>}
          {shown.isCut ? <p className="text-ink-2">{texts.cut}</p> : null}
        </div>
      ) : null}
    </>
  );
}

/** @throws SyntaxError when the body is no JSON; TypeError when no answer comes */
async function answerTo(
  method: string,
  path: string,
  fields: TryField[],
  textOf: (name: string) => string,
  body: string | null,
): Promise<Shown> {
  const filled = (part: TryField['part']) =>
    fields.flatMap((field) => {
      const value = textOf(`${part} ${field.name}`);
      return field.part === part && value !== '' ? [[field.name, value] as [string, string]] : [];
    });
  const search = new URLSearchParams(filled('query')).toString();
  const address = path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(textOf(`path ${name}`) || `{${name}}`),
  );
  const hasBody = body !== null && body.trim() !== '';
  if (hasBody) JSON.parse(body);
  const response = await fetch(search ? `${address}?${search}` : address, {
    method,
    headers: {
      accept: 'application/json',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...Object.fromEntries(filled('header')),
    },
    ...(hasBody ? { body } : {}),
  });
  const text = await response.text();
  const isJson = /json$/.test((response.headers.get('content-type') ?? '').split(';')[0] ?? '');
  const whole = isJson ? JSON.stringify(JSON.parse(text), null, 2) : text;
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: whole.slice(0, SHOWN_CHARACTERS),
    isCut: whole.length > SHOWN_CHARACTERS,
    asksAgain: isJson && text.includes('"reauth_required":true'),
  };
}
