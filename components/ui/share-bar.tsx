/** A share between 0 and 1 as a bar with its words beside it. Drawn as SVG, since style attributes are not allowed. */
export function ShareBar({ share, text }: { share: number; text: string }) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <span className="flex items-center gap-3">
      <svg
        aria-hidden="true"
        viewBox="0 0 100 9"
        preserveAspectRatio="none"
        className="h-[9px] min-w-16 flex-1"
      >
        <rect width="100" height="9" className="fill-track" />
        <rect width={width} height="9" className="fill-county forced-colors:fill-[CanvasText]" />
      </svg>
      <span className="tabular-nums">{text}</span>
    </span>
  );
}
