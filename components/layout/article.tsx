import type { ReactNode } from 'react';

export type ArticlePart = {
  key: string;
  title: string;
  text?: ReactNode;
  items?: ReactNode[];
  after?: ReactNode;
};

/** A page of text: heading, lead, and parts that a reader can jump to by their headings. */
export function Article({ title, lead, parts }: { title: string; lead: ReactNode; parts: ArticlePart[] }) {
  return (
    <div className="prose">
      <h1>{title}</h1>
      <p className="text-lead text-ink-2">{lead}</p>
      {parts.map((part) => (
        <section key={part.key} aria-labelledby={part.key} className="prose">
          <h2 id={part.key}>{part.title}</h2>
          {part.text ? <p>{part.text}</p> : null}
          {part.items ? (
            <ul>
              {part.items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a fixed text have no other name
                <li key={index}>{item}</li>
              ))}
            </ul>
          ) : null}
          {part.after ? <p>{part.after}</p> : null}
        </section>
      ))}
    </div>
  );
}
