import 'server-only';

/** 1 MB: docs/contract.md, section 8. server.mjs cuts longer bodies too; this holds under any server. */
export const MAX_BODY_BYTES = 1_048_576;

export type Body =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; because: 'too_large' | 'no_object' };

/** A request's JSON object. No body at all is an empty object: acts without input need none. */
export async function readJsonBody(request: Request): Promise<Body> {
  const text = await readText(request);
  if (text === null) return { ok: false, because: 'too_large' };
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ok: true, value: value as Record<string, unknown> };
  } catch {
    // no JSON at all: the same answer
  }
  return { ok: false, because: 'no_object' };
}

async function readText(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (done || !value) return Buffer.concat(chunks).toString('utf8');
    bytes += value.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(value);
  }
}
