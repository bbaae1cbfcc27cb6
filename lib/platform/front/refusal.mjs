// @ts-check

/** @type {Record<number, { title: string, code: string }>} */
const words = {
  400: { title: 'The address cannot be read', code: 'invalid' },
  405: { title: 'The method is not one of the portal', code: 'invalid' },
  413: { title: 'The request is too large', code: 'too_large' },
  414: { title: 'The address is too long', code: 'invalid' },
  500: { title: 'Something went wrong', code: 'unavailable' },
};

/** The methods that anything in the portal answers; Next fails at TRACE. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** How long (ms), and for how many bytes, a refused body is still taken in, so that its sender gets to read the answer. */
const LINGER = 2000;
const LINGER_BYTES = 16 * 1_048_576;

/**
 * Answers a request that goes no further, and ends its connection: as problem+json, or as text for a browser.
 * A sender who is still writing is listened to for a moment: a connection closed on unread bytes loses the answer.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {keyof typeof words} status
 * @param {string} requestId
 */
export function refuse(request, response, status, requestId) {
  if (response.headersSent || response.destroyed) return response.destroy();
  const { title, code } = words[status] ?? { title: 'Something went wrong', code: 'unavailable' };
  const isPage = /text\/html/i.test(request.headers.accept ?? '');
  const problem = { type: 'about:blank', title, status, detail: title, code, requestId };
  const body = isPage ? `${title}.\n` : JSON.stringify(problem);
  response.writeHead(status, {
    'content-type': isPage ? 'text/plain; charset=utf-8' : 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...(status === 405 ? { allow: METHODS.join(', ') } : {}),
    connection: 'close',
  });
  if (request.method !== 'HEAD') response.write(body);
  if (request.readableEnded || request.complete) return response.end();

  let bytes = 0;
  const finish = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(finish, LINGER);
  request.on('data', (/** @type {Buffer} */ chunk) => {
    bytes += chunk.length;
    if (bytes > LINGER_BYTES) request.destroy();
  });
  request.once('end', finish);
  request.once('error', finish);
  request.once('close', finish);
  request.resume();
}
