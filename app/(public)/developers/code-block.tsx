/** Code of several lines. Long lines wrap, so that nothing scrolls sideways. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="my-3 rounded-card border border-line bg-wash px-4 py-3 font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
      <code>{children}</code>
    </pre>
  );
}

/** A method and an address. */
export function Address({ method, path }: { method: string; path: string }) {
  return (
    <code className="text-small [overflow-wrap:anywhere]">
      <strong>{method.toUpperCase()}</strong> {path}
    </code>
  );
}

/** A text of the document, whose `words between backticks` are code. It is in English. */
export function DocumentText({ children }: { children: string }) {
  const parts = children
    .split('`')
    .map((text, index) => ({ key: `${index} ${text}`, text, isCode: index % 2 === 1 }));
  return (
    <span lang="en">
      {parts.map(({ key, text, isCode }) => (isCode ? <code key={key}>{text}</code> : text))}
    </span>
  );
}
