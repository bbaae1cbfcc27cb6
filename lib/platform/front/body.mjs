// @ts-check
import { IncomingMessage } from 'node:http';

/** 1 MB: docs/contract.md, section 8. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * Reads a request's body to its end before anything else sees the request, so that a body that is too long, slow or
 * broken off never reaches a page.
 * @param {IncomingMessage} request
 * @returns {Promise<IncomingMessage | 'too_large' | 'broken'>} a request with the same head and the whole body
 */
export async function withWholeBody(request) {
  const announced = request.headers['content-length'];
  if (announced === undefined && request.headers['transfer-encoding'] === undefined) return request;
  if (Number(announced) > MAX_BODY_BYTES) return 'too_large';
  const chunks = await collect(request);
  if (typeof chunks === 'string') return chunks;
  const whole = new IncomingMessage(request.socket);
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, url, headers, rawHeaders } = request;
  Object.assign(whole, { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders });
  whole.headers = headers;
  for (const chunk of chunks) whole.push(chunk);
  whole.push(null);
  whole.complete = true;
  return whole;
}

/**
 * @param {IncomingMessage} request
 * @returns {Promise<Buffer[] | 'too_large' | 'broken'>}
 */
function collect(request) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    let bytes = 0;
    const onData = (/** @type {Buffer} */ chunk) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        request.pause();
        request.off('data', onData);
        resolve('too_large');
      } else chunks.push(chunk);
    };
    request.on('data', onData);
    request.once('end', () => resolve(chunks));
    request.once('error', () => resolve('broken'));
    request.once('close', () => resolve('broken'));
  });
}
