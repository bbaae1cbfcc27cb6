// @ts-check

/** @type {Record<number, { title: string, code: string }>} */
const words = {
  400: { title: 'The address cannot be read', code: 'invalid' },
  405: { title: 'The method is not one of the portal', code: 'invalid' },
  413: { title: 'The request is too large', code: 'too_large' },
  414: { title: 'The address is too long', code: 'invalid' },
  500: { title: 'Something went wrong', code: 'unavailable' },
  503: { title: 'Too much is being sent at the moment', code: 'unavailable' },
};

/** The methods that anything in the portal answers; Next fails at TRACE. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** How long (ms), and for how much, a refused body is still taken in, so that its sender gets to read the answer. */
const LINGER = 2000;
const LINGER_BYTES = 16 * 1_048_576;
const LINGER_PIECES = 10_000;

/**
 * Answers a request that goes no further, and ends its connection: as problem+json, or as one word for the portal's own
 * scripts (components/forms/action-form.tsx). Browsers get a page instead: status-page.mjs.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {keyof typeof words} status
 * @param {string} requestId
 */
export function refuse(request, response, status, requestId) {
  if (response.headersSent || response.destroyed) return response.destroy();
  const { title, code } = words[status] ?? { title: 'Something went wrong', code: 'unavailable' };
  const isScript = 'next-action' in request.headers;
  const problem = { type: 'about:blank', title, status, detail: title, code, requestId };
  const body = isScript ? code : JSON.stringify(problem);
  response.writeHead(status, {
    'content-type': isScript ? 'text/plain' : 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...(status === 405 ? { allow: METHODS.join(', ') } : {}),
    ...(status === 503 ? { 'retry-after': '5' } : {}),
    connection: 'close',
  });
  if (request.method !== 'HEAD') response.write(body);
  hearOut(request, () => response.end());
}

/**
 * Listens to a sender who is still writing for a moment: a connection closed on unread bytes loses the answer.
 * @param {import('node:http').IncomingMessage} request
 * @param {() => void} then once they have ended, or it has been long enough
 */
export function hearOut(request, then) {
  if (request.readableEnded || request.complete) return then();
  let bytes = 0;
  let pieces = 0;
  const finish = () => {
    clearTimeout(timer);
    then();
  };
  const timer = setTimeout(finish, LINGER);
  request.on('data', (/** @type {Buffer} */ piece) => {
    bytes += piece.length;
    pieces += 1;
    if (bytes > LINGER_BYTES || pieces > LINGER_PIECES) request.destroy();
  });
  request.once('end', finish);
  request.once('error', finish);
  request.once('close', finish);
  request.resume();
}
