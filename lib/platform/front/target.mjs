// @ts-check

/** Longer request targets than this are refused (RFC 9110, section 4.1, recommends to support 8000 octets). */
const LONGEST = 8192;

/**
 * Whether a request's target is one that the portal can have: a path of its own, decodable, without what browsers and
 * servers read differently (backslashes, a second leading slash, control characters).
 * @param {string | undefined} target as it stood in the request line
 * @returns {undefined | 400 | 414} the status of the refusal
 */
export function refuseTarget(target) {
  if (!target?.startsWith('/')) return 400;
  if (target.length > LONGEST) return 414;
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (/^\/[/\\]/.test(path) || path.includes('\\')) return 400;
  // Bytes that a target may not hold unencoded: controls, space, and anything beyond ASCII.
  if (/[^\x21-\x7e]/.test(target)) return 400;
  try {
    const decoded = decodeURIComponent(path);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
    return /[\x00-\x1f\x7f\\]/.test(decoded) || /^\/[/\\]/.test(decoded) ? 400 : undefined;
  } catch {
    return 400;
  }
}
