import 'server-only';
import Bowser from 'bowser';

/** The parts of a label such as "Chrome on Android"; null where the header does not tell. */
export type UserAgentParts = { browser: string | null; os: string | null };

/** Longer headers are no browser's; reading them would only cost time. */
const MAX_LENGTH = 512;

/** Kept by the process: to name one tries a hundred patterns, and every page of sessions names the same few. */
const named = new Map<string, UserAgentParts>();
const MOST_NAMED = 500;

/**
 * Names the browser and the system of a `User-Agent` header, in their makers' words, for the list of sessions.
 * What a caller sends is a claim, never proof.
 */
export function describeUserAgent(header: string | null | undefined): UserAgentParts {
  const text = header?.slice(0, MAX_LENGTH).trim();
  if (!text) return { browser: null, os: null };
  const known = named.get(text);
  if (known) return known;
  const { browser, os } = Bowser.parse(text);
  const parts = { browser: browser.name || null, os: os.name || null };
  if (named.size >= MOST_NAMED) named.clear();
  named.set(text, parts);
  return parts;
}
