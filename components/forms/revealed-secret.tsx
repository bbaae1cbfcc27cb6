'use client';

import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { controlClass } from './field-frame';

/** What is said about a secret that is shown once. */
export type RevealWords = {
  title: string;
  text: string;
  label: string;
  copy: string;
  copied: string;
  /** Where to go from here. */
  after: ReactNode;
};

/**
 * A secret that was just made, in the place of the form that made it. It is part of this one answer: leaving the page
 * forgets it, also where the browser keeps pages for its Back button. With scripts a button copies it.
 */
export function RevealedSecret({
  value,
  words,
  notice,
}: {
  value: string;
  words: RevealWords;
  notice: RefObject<HTMLDivElement | null>;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(value);
  const [scripted, setScripted] = useState(false);
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    setScripted(true);
    const forget = () => setShown('');
    window.addEventListener('pagehide', forget);
    return () => window.removeEventListener('pagehide', forget);
  }, []);

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(shown);
      setIsCopied(true);
    } catch {
      // Not allowed here: it is selected, and the person copies it by hand.
    }
  }

  return (
    <>
      <div
        ref={notice}
        role="status"
        tabIndex={-1}
        className="mb-6 max-w-form rounded-r border-l-[6px] border-county bg-tint px-[18px] py-3.5"
      >
        <p className="font-strong">{words.title}</p>
        <p>{words.text}</p>
      </div>
      <div className="max-w-form">
        <label htmlFor="secret" className="mb-1 block font-strong">
          {words.label}
        </label>
        <input
          ref={field}
          id="secret"
          readOnly
          value={shown}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          className={`${controlClass(undefined)} font-mono text-small`}
        />
      </div>
      <div className="mt-4 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2">
        {scripted ? (
          <button type="button" onClick={() => void copy()} className={buttonClass('quiet')}>
            {words.copy}
          </button>
        ) : null}
        <span role="status">{isCopied ? words.copied : ''}</span>
      </div>
      {words.after}
    </>
  );
}
