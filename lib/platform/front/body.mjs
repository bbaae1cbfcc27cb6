// @ts-check
import { IncomingMessage } from 'node:http';

/** 1 MB: docs/contract.md, section 8. */
export const MAX_BODY_BYTES = 1_048_576;

/** What all bodies that a process is still reading may take together. */
const BUDGET = 64 * 1_048_576;
/** A body in so many pieces, each of fewer bytes than this on the average, is no browser's: it costs more than it says. */
const PIECES = 2000;
const SMALL = 64;
/** The least that is set aside for a body. */
const FIRST = 16_384;

/** Bytes set aside for bodies that are not whole yet. */
let unfinished = 0;

/** @typedef {'too_large' | 'busy' | 'crumbs' | 'broken'} Refused */

/**
 * Reads a request's body to its end before anything else sees the request, so that a body that is too long, slow, cut
 * into crumbs or broken off never reaches a page.
 * @param {IncomingMessage} request
 * @returns {Promise<{ whole: IncomingMessage, body: Buffer } | Refused>} a request with the same head and the whole body
 */
export async function withWholeBody(request) {
  const announced = request.headers['content-length'];
  if (announced === undefined && request.headers['transfer-encoding'] === undefined)
    return { whole: request, body: Buffer.alloc(0) };
  if (Number(announced) > MAX_BODY_BYTES) return 'too_large';
  const body = await collect(request);
  if (typeof body === 'string') return body;
  const whole = new IncomingMessage(request.socket);
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, url, headers, rawHeaders } = request;
  Object.assign(whole, { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders });
  whole.headers = headers;
  if (body.length > 0) whole.push(body);
  whole.push(null);
  whole.complete = true;
  return { whole, body };
}

/**
 * The body in one buffer, which grows with what came: a piece is copied and dropped, for Node keeps some 500 bytes beside
 * each, and the block of the connection that it was cut from.
 * @param {IncomingMessage} request
 * @returns {Promise<Buffer | Refused>}
 */
function collect(request) {
  return new Promise((resolve) => {
    let body = Buffer.alloc(0);
    let bytes = 0;
    let pieces = 0;
    const end = (/** @type {Buffer | Refused} */ outcome) => {
      unfinished -= body.length;
      body = Buffer.alloc(0);
      request.off('data', onData);
      if (typeof outcome === 'string') request.pause();
      resolve(outcome);
    };
    const onData = (/** @type {Buffer} */ piece) => {
      pieces += 1;
      const total = bytes + piece.length;
      if (total > MAX_BODY_BYTES) return end('too_large');
      if (pieces > PIECES && total < pieces * SMALL) return end('crumbs');
      if (total > body.length) {
        const size = Math.min(MAX_BODY_BYTES, Math.max(FIRST, 2 * body.length, total));
        if (unfinished - body.length + size > BUDGET) return end('busy');
        const grown = Buffer.allocUnsafe(size);
        body.copy(grown, 0, 0, bytes);
        unfinished += size - body.length;
        body = grown;
      }
      piece.copy(body, bytes);
      bytes = total;
    };
    request.on('data', onData);
    request.once('end', () => end(body.subarray(0, bytes)));
    request.once('error', () => end('broken'));
    request.once('close', () => end('broken'));
  });
}
