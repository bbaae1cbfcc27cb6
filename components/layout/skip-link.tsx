/** The first thing the Tab key reaches: past the banner to the page itself. */
export function SkipLink({ text }: { text: string }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-10 focus:bg-card focus:px-4 focus:py-2.5 focus:font-strong"
    >
      {text}
    </a>
  );
}
