// @ts-check
import { IncomingMessage } from 'node:http';

// When a page ends in 403, 404 or an error, Next sends an empty shell that only scripts can fill. Nobody should need
// scripts to read "you may not see this": such an answer is held back, and the request asked again as a page of its own.

/** The statuses with which Next sends its shell; 401 is the portal's word for "the portal is away". */
const SHELLS = [401, 403, 404, 500];
/** Set by Next, with a line of text, where a form names an action that this release does not have. */
const NO_ACTION = 'x-nextjs-action-not-found';

/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {(request: IncomingMessage, response: ServerResponse) => Promise<void>} Answer */

/**
 * Answers a request, and where that ends in one of Next's shells, answers with the status page instead; where a form is of
 * another release, with its page as it is now.
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Answer} answer
 * @param {(status: number) => number | Promise<number>} settle the status that is sent in place of Next's, kept for the second answer
 * @returns {Promise<void>}
 */
export async function withStatusPage(request, response, answer, settle) {
  if (!isPageRequest(request)) return answer(request, response);
  const given = response.getHeaders();
  const { writeHead } = response;
  const shell = holdShell(response);
  const first = answer(request, response);
  // Next may be done with the answer before the last of it has come through its compression.
  const status = await Promise.race([
    shell.complete,
    first.then(() => (shell.isHeld() ? shell.complete : undefined)),
  ]);
  if (status === undefined) return;

  for (const name of ['write', 'end', 'flushHeaders', 'on', 'flush']) Reflect.deleteProperty(response, name);
  response.writeHead = writeHead;
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  for (const [name, value] of Object.entries(given)) if (value !== undefined) response.setHeader(name, value);
  response.statusCode = 200;
  const settled = await settle(status);
  const again = status === 409 ? reading(request, request.url ?? '/') : statusRequest(request, settled);
  await answer(again, response);
}

/**
 * The request for a status page, as the same caller would send it.
 * @param {IncomingMessage} request
 * @param {number} status
 */
export function statusRequest(request, status) {
  const again = reading(request, `/status/${status}`);
  Object.assign(again.headers, { 'x-portal-status': String(status), 'x-portal-path': request.url ?? '/' });
  return again;
}

/**
 * Whether a page answers it, and not a file, an API or what the portal's own scripts read.
 * @param {IncomingMessage} request
 */
export function isPageRequest({ url = '/', headers }) {
  return (
    !url.startsWith('/api/') &&
    !url.startsWith('/_next/') &&
    !('rsc' in headers) &&
    !('next-action' in headers)
  );
}

/**
 * Lets an answer through, unless it is a shell: then nothing of it is sent, and its status is told when it is complete.
 * @param {ServerResponse} response
 * @returns {{ complete: Promise<number>, isHeld: () => boolean }}
 */
function holdShell(response) {
  const { write, end, flushHeaders, writeHead } = response;
  // Both answers listen for the end of the one response.
  response.setMaxListeners(0);
  /** @type {number | undefined} */
  let held;
  /** @type {Promise<number>} */
  const complete = new Promise((resolve) => {
    let isDecided = false;
    const isHeld = (status = response.statusCode) => {
      if (!isDecided && !response.headersSent) {
        isDecided = true;
        const isHtml = /^text\/html/.test(String(response.getHeader('content-type') ?? ''));
        if (isHtml ? SHELLS.includes(status) : response.hasHeader(NO_ACTION)) held = status;
      }
      return held !== undefined;
    };
    const taken = (/** @type {any[]} */ args) => {
      const done = args.find((argument) => typeof argument === 'function');
      if (done) process.nextTick(done);
    };
    response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) =>
      isHeld(status) ? response : writeHead.call(response, status, ...rest);
    response.flushHeaders = () => {
      if (!isHeld()) flushHeaders.call(response);
    };
    response.write = (/** @type {any[]} */ ...args) => {
      if (!isHeld()) return write.apply(response, /** @type {any} */ (args));
      taken(args);
      return true;
    };
    response.end = (/** @type {any[]} */ ...args) => {
      if (!isHeld()) return end.apply(response, /** @type {any} */ (args));
      taken(args);
      if (held !== undefined) resolve(held);
      return response;
    };
  });
  return { complete, isHeld: () => held !== undefined };
}

/**
 * A request of the same caller that reads an address.
 * @param {IncomingMessage} request
 * @param {string} url
 */
function reading(request, url) {
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, socket } = request;
  const {
    'content-type': _type,
    'content-length': _length,
    'transfer-encoding': _coding,
    ...headers
  } = request.headers;
  const again = new IncomingMessage(socket);
  Object.assign(again, {
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    method: method === 'HEAD' ? 'HEAD' : 'GET',
    url,
  });
  again.headers = headers;
  again.push(null);
  again.complete = true;
  return again;
}
