'use client';

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { buttonClass } from '@/components/ui/button';

/** What is said about codes that are shown once. */
export type CodesWords = {
  title: string;
  text: string;
  label: string;
  download: string;
  /** The name of the file, and its first lines. */
  file: { name: string; head: string };
  print: string;
  /** Where to go from here. */
  after: ReactNode;
};

/** Codes that were just made, in the place of the form that made them; leaving the page forgets them. */
export function RevealedCodes({
  codes,
  words,
  notice,
}: {
  codes: readonly string[];
  words: CodesWords;
  notice: RefObject<HTMLDivElement | null>;
}) {
  const [shown, setShown] = useState(codes);
  const [href, setHref] = useState<string>();

  useEffect(() => {
    const text = `${words.file.head}\n\n${codes.join('\n')}\n`;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    setHref(url);
    const forget = () => setShown([]);
    window.addEventListener('pagehide', forget);
    return () => {
      window.removeEventListener('pagehide', forget);
      URL.revokeObjectURL(url);
    };
  }, [codes, words.file.head]);

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
      <ol
        aria-label={words.label}
        className="grid max-w-form list-none gap-x-8 gap-y-2 rounded-card border border-line bg-card px-6 py-5 font-mono sm:grid-cols-2"
      >
        {shown.map((code) => (
          <li key={code} className="whitespace-nowrap">
            {code}
          </li>
        ))}
      </ol>
      {href ? (
        <div className="no-print mt-4 flex flex-wrap items-center gap-x-4 gap-y-3">
          <a href={href} download={words.file.name} className={buttonClass('quiet')}>
            {words.download}
          </a>
          <button type="button" onClick={() => window.print()} className={buttonClass('quiet')}>
            {words.print}
          </button>
        </div>
      ) : null}
      {words.after}
    </>
  );
}
