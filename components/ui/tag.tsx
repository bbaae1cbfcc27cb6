import type { ReactNode } from 'react';

export type TagTone = 'green' | 'amber' | 'red' | 'blue' | 'none';

const tones: Record<TagTone, string> = {
  green: 'bg-tint text-tint-ink px-[9px] font-strong',
  amber: 'bg-amber-tint text-amber px-[9px] font-strong',
  red: 'bg-red-tint text-red px-[9px] font-strong',
  blue: 'bg-blue-tint text-blue px-[9px] font-strong',
  none: 'text-ink-2 font-medium border-0',
};

/** A status in words; the colour only helps the eye. `onTint` gives it a white ground inside a coloured panel. */
export function Tag({
  tone = 'none',
  onTint = false,
  children,
}: {
  tone?: TagTone;
  onTint?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-block max-w-full rounded-field border border-transparent py-px text-tag sm:whitespace-nowrap ${tones[tone]} ${onTint ? 'bg-card!' : ''}`}
    >
      {children}
    </span>
  );
}
