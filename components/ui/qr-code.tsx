/**
 * A QR code as a picture that the server draws: one path, a unit a module, with the quiet zone of four that readers
 * need, black on white whatever the colours of the page.
 */
export function QrCode({
  size,
  dark,
  label,
}: {
  /** Modules on a side. */
  size: number;
  /** Row by row, 1 for a dark module. */
  dark: Uint8Array;
  label: string;
}) {
  const squares = Array.from(dark, (isDark, at) =>
    isDark ? `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z` : '',
  );
  const side = size + 8;
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="my-3 block w-56 max-w-full border border-line bg-white"
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
