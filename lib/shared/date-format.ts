/** More than there are languages and time zones in use; what is above comes from settings nobody foresaw. */
const MOST = 500;

/** Kept by the process: to make one takes longer than all that a page says with it. */
const kept = new Map<string, Intl.DateTimeFormat>();

/**
 * The formatter of dates for a language tag and options, made once.
 * @throws RangeError for a time zone that does not exist
 */
export function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, options);
  if (kept.size >= MOST) kept.clear();
  kept.set(key, made);
  return made;
}
