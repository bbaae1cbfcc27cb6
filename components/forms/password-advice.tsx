'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

/** What the help beside a new password says and asks. */
export type PasswordHelp = {
  /** Answers `{ strong, advice }`; the advice are keys of `texts`. */
  askHref: string;
  /** Sent along: what the page knows, and the fields of the form by which a password could be guessed. */
  facts: Record<string, string>;
  fields: readonly string[];
  button: string;
  strong: string;
  better: string;
  empty: string;
  failed: string;
  texts: Record<string, string>;
};

type Advice = { text: string; lines: string[] };

/**
 * A button that asks the county whether a new password would do, and what would be better: only when it is pressed,
 * since nothing is checked while somebody types. The answer is read out and marks nothing as wrong. With scripts only;
 * the form says the same when it is sent.
 */
export function PasswordAdvice({
  input,
  help,
}: {
  input: RefObject<HTMLInputElement | null>;
  help: PasswordHelp;
}) {
  const [advice, setAdvice] = useState<Advice | null>(null);
  const asked = useRef(0);

  // What was said is about another password now.
  useEffect(() => {
    const field = input.current;
    const forget = () => {
      asked.current += 1;
      setAdvice(null);
    };
    const form = field?.form;
    field?.addEventListener('input', forget);
    form?.addEventListener('submit', forget);
    return () => {
      field?.removeEventListener('input', forget);
      form?.removeEventListener('submit', forget);
    };
  }, [input]);

  async function ask() {
    const field = input.current;
    asked.current += 1;
    const mine = asked.current;
    const answer = field?.value ? await adviceOn(field, help) : { text: help.empty, lines: [] };
    if (mine === asked.current) setAdvice(answer);
  }

  return (
    <>
      <button
        type="button"
        onClick={ask}
        className="mt-2 cursor-pointer border-0 bg-transparent px-0 py-1 text-county underline underline-offset-2"
      >
        {help.button}
      </button>
      <div role="status" className="text-note">
        {advice ? (
          <div className="mt-1 rounded-r border-l-4 border-county bg-tint px-3 py-2 text-ink">
            <p>{advice.text}</p>
            {advice.lines.length > 0 ? (
              <ul className="list-disc pl-5">
                {advice.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  );
}

async function adviceOn(field: HTMLInputElement, help: PasswordHelp): Promise<Advice> {
  const form = field.form ? new FormData(field.form) : new FormData();
  const typed = Object.fromEntries(help.fields.map((name) => [name, String(form.get(name) ?? '')]));
  try {
    const answer = await fetch(help.askHref, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ ...typed, ...help.facts, password: field.value }),
      cache: 'no-store',
    });
    if (!answer.ok) return { text: help.failed, lines: [] };
    const { strong, advice } = (await answer.json()) as { strong: boolean; advice: string[] };
    return strong
      ? { text: help.strong, lines: [] }
      : { text: help.better, lines: advice.map((key) => help.texts[key] ?? '').filter(Boolean) };
  } catch {
    return { text: help.failed, lines: [] };
  }
}
