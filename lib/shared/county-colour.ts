/** A county's own colours as #rrggbb: the ground of banner and buttons, its darker twin, and a pale wash. */
export type CountyColours = { county: string; county2: string; tint: string };

const hex = /^#[0-9a-f]{6}$/i;

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two #rrggbb colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(colour: string, other: string, share: number): string {
  const [a, b] = [channels(colour), channels(other)];
  const part = (at: 0 | 1 | 2) => Math.round(a[at] * share + b[at] * (1 - share));
  return `#${([0, 1, 2] as const).map((at) => part(at).toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The set of colours made from a county's own one, or null where it is not #rrggbb or would be hard to read: white
 * on it, and it on the tint and the paper, must reach 4.5:1 (WCAG 2.2, 1.4.3).
 */
export function countyColours(colour: string): CountyColours | null {
  if (!hex.test(colour)) return null;
  const tint = mix(colour, '#ffffff', 0.09);
  const readable = ['#ffffff', '#fbfbf8', tint].every((ground) => contrast(colour, ground) >= 4.5);
  return readable ? { county: colour, county2: mix(colour, '#000000', 0.76), tint } : null;
}
