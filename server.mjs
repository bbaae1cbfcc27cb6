// @ts-check
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import next from 'next';
import { answerHeaders } from './lib/platform/front/answer-headers.mjs';
import { withWholeBody } from './lib/platform/front/body.mjs';
import { settleHeaders } from './lib/platform/front/headers.mjs';
import { lessonTarget } from './lib/platform/front/negotiation.mjs';
import { hearOut, METHODS, refuse } from './lib/platform/front/refusal.mjs';
import { sendCompressed } from './lib/platform/front/static-files.mjs';
import { isPageRequest, statusRequest, withStatusPage } from './lib/platform/front/status-page.mjs';
import { refuseTarget } from './lib/platform/front/target.mjs';

// The one HTTP front. It makes each request trustworthy before Next sees it, lets a page set its own status, and ends
// cleanly. Started by scripts/portal.mjs, which prepares the settings; several of it may share a port.

/** @typedef {{ status?: number, headers: Record<string, string>, hasActed?: boolean, typed?: FormData }} Override */
/** @type {typeof globalThis & { portalResponse?: AsyncLocalStorage<Override>, portalShutdown?: (() => Promise<void>)[] }} */
const shared = globalThis;
/** What a page or an action wants its answer to say, which Next does not let it: lib/adapters/response-status.ts. */
const overrides = new AsyncLocalStorage();
shared.portalResponse = overrides;
shared.portalShutdown ??= [];

const dev = process.env.PORTAL_MODE === 'dev';
const port = Number(process.env.PORT || 3000);
const hostname = process.env.HOST || '127.0.0.1';
const trustedHops = Number(process.env.TRUSTED_PROXY_HOPS || 0);
const appUrl = new URL(process.env.APP_URL || `http://127.0.0.1:${port}`);
// docs/contract.md, section 8: localhost is the portal's own name while APP_URL is the demonstration's default.
const isDefaultUrl = !process.env.APP_URL && process.env.PORTAL_MODE !== 'start';
const ownHosts = new Set([appUrl.host, ...(isDefaultUrl ? [`localhost:${port}`] : [])]);

// Next listens for upgrades on the server it is given. This one hears nothing but what dev's reloading needs.
const upgrades = createServer();
const app = next({ dev, hostname, port, httpServer: upgrades });
const answer = app.getRequestHandler();

const server = createServer(
  {
    // A caller gets 10 s to send the head and 30 s for all of a request; looked after every 2 s (Node: every 30 s).
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 2000,
    // Longer than the 60 s after which common proxies drop an idle connection, so that none meets one just closed.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  },
  (request, response) => {
    handle(request, response).catch((error) => fail(request, response, error));
  },
);
// A reader that takes nothing for this long (ms) is dropped; dev holds connections open on purpose.
server.timeout = dev ? 0 : 120_000;
// What one process can hold at once: more would take the memory of those that are being answered.
server.maxConnections = 2000;
server.maxRequestsPerSocket = 1000;
/** Requests that a caller may send on one connection before the first is answered. Browsers send one. */
const PIPELINED = 16;

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function handle(request, response) {
  const requestId = randomUUID();
  const facts = { socketAddress: request.socket.remoteAddress, requestId, trustedHops, appUrl, ownHosts };
  settleHeaders(request.headers, facts);
  const address = request.url ?? '/';
  const [pathname = '/'] = address.split('?');
  // Before anything may be refused: a refusal says it too.
  response.setHeader('x-request-id', requestId);
  for (const [name, value] of Object.entries(
    answerHeaders({ secure: appUrl.protocol === 'https:', pathname }),
  ))
    response.setHeader(name, value);
  const refused = refusalOf(request);
  if (refused) return refuseByPage(request, response, refused, requestId);
  const read = await withWholeBody(request);
  if (read === 'broken') return response.destroy();
  if (typeof read === 'string') return refuseByPage(request, response, REFUSED_BODY[read], requestId);
  const { whole, body } = read;
  if (!dev && sendCompressed(request, response)) return;
  const target = lessonTarget(request.method ?? '', address, headersOf(request));
  if (target) {
    // The route that says that there is none wants to know of which address.
    request.headers['x-portal-path'] = address;
    whole.url = target;
  }

  /** @type {Override} */
  const override = { headers: {} };
  const isForm = isActionCall(request);
  // A form post that fails before any action has begun is one that Next could not decode: the caller's fault.
  const statusOf = (/** @type {number} */ status) =>
    override.status ?? (status === 500 && isForm && !override.hasActed ? 400 : status);
  setStatus(response, override, statusOf);
  const settle = async (/** @type {number} */ status) => {
    override.status = statusOf(status);
    // The form's page is drawn again, and finds there what was typed: app/_parts/form.tsx.
    if (status === 409) override.typed = await formOf(request, body);
    return override.status;
  };
  await overrides.run(override, () => withStatusPage(whole, response, answer, settle));
}

/** @type {Record<Exclude<import('./lib/platform/front/body.mjs').Refused, 'broken'>, 400 | 413 | 503>} */
const REFUSED_BODY = { too_large: 413, busy: 503, crumbs: 400 };

/**
 * Why a request goes no further, before its body is looked at.
 * @param {import('node:http').IncomingMessage} request
 */
function refusalOf({ method, url, rawHeaders, socket }) {
  if (!METHODS.includes(method ?? '')) return 405;
  // Of two names of the portal, proxies and the portal could each believe another one.
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return 400;
  if ((connections.get(socket) ?? 0) > PIPELINED) return 503;
  return refuseTarget(url);
}

/**
 * Answers a request that goes no further: a browser's by a page in its reader's language.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {400 | 405 | 413 | 414 | 503} status
 * @param {string} requestId
 */
async function refuseByPage(request, response, status, requestId) {
  const { url = '/', headers } = request;
  const isReadBySomebody = isPageRequest(request) && /text\/html/i.test(headers.accept ?? '');
  // For want of room no page is drawn: the refusal would cost what it refuses.
  if (status === 503 || !isReadBySomebody || lessonTarget(request.method ?? '', url, headersOf(request)))
    return refuse(request, response, status, requestId);
  /** @type {Override} */
  const override = {
    status,
    headers: { connection: 'close', ...(status === 405 ? { allow: METHODS.join(', ') } : {}) },
  };
  setStatus(response, override, () => status);
  const page = statusRequest(request, status);
  // An address that cannot be read is none to come back to.
  if (status === 400 || status === 414) page.headers['x-portal-path'] = '/';
  const { end } = response;
  response.end = (/** @type {any[]} */ ...rest) => {
    hearOut(request, () => end.apply(response, /** @type {any} */ (rest)));
    return response;
  };
  await overrides.run(override, () => answer(page, response));
}

/**
 * Sends, in place of Next's, the status that a page or an action wants, and its headers. What leads elsewhere leads there.
 * @param {import('node:http').ServerResponse} response
 * @param {Override} override
 * @param {(status: number) => number} statusOf
 */
function setStatus(response, override, statusOf) {
  const { writeHead } = response;
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => {
    for (const [name, value] of Object.entries(override.headers)) response.setHeader(name, value);
    return writeHead.call(response, status >= 300 && status < 400 ? status : statusOf(status), ...rest);
  };
}

/**
 * What a form sent, or nothing where it cannot be read.
 * @param {import('node:http').IncomingMessage} request
 * @param {Buffer} body
 */
function formOf({ headers }, body) {
  const form = new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  });
  return form.formData().catch(() => undefined);
}

/** @param {import('node:http').IncomingMessage} request */
const headersOf = ({ headers }) => ({ get: (/** @type {string} */ name) => headers[name]?.toString() });

/** @param {import('node:http').IncomingMessage} request */
function isActionCall({ method, url, headers }) {
  if (method !== 'POST' || url?.startsWith('/api/')) return false;
  return (
    'next-action' in headers ||
    /^multipart\/form-data|^application\/x-www-form/i.test(headers['content-type'] ?? '')
  );
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} error
 */
function fail(request, response, error) {
  report('error', 'a request could not be answered', error);
  refuse(request, response, 500, String(request.headers['x-request-id']));
}

server.on('clientError', (error, socket) => {
  // What is no HTTP at all, or a head that is too large or too slow, gets its answer on the bare socket.
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  const status =
    code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  if (code === 'ECONNRESET' || !socket.writable) return socket.destroy();
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
});

if (dev) server.on('upgrade', (request, socket, head) => upgrades.emit('upgrade', request, socket, head));

/**
 * @param {'info' | 'error' | 'fatal'} level
 * @param {string} message
 * @param {unknown} [error]
 */
function report(level, message, error) {
  const err = error instanceof Error ? { message: error.message, stack: error.stack } : error;
  process.stdout.write(
    `${JSON.stringify({ level, time: new Date().toISOString(), pid: process.pid, err, msg: message })}\n`,
  );
}

/**
 * Every connection with the number of its requests in flight. Node's own closeIdleConnections passes over those that
 * browsers open in advance and have not used yet.
 * @type {Map<import('node:stream').Duplex, number>}
 */
const connections = new Map();
server.on('connection', (socket) => {
  connections.set(socket, 0);
  socket.once('close', () => connections.delete(socket));
});
server.on('request', ({ socket }, response) => {
  connections.set(socket, (connections.get(socket) ?? 0) + 1);
  response.once('close', () => {
    if (connections.has(socket)) connections.set(socket, (connections.get(socket) ?? 1) - 1);
    if (ending) closeIdle();
  });
});

function closeIdle() {
  for (const [socket, requests] of connections) if (requests <= 0) socket.destroy();
}

/** In-flight requests get this long (ms), what runs on shutdown the rest: docs/contract.md, section 1 wants an end within 5 s. */
const DRAIN = 4000;
const END = 4800;
let ending = false;

/** @param {number} code */
function shutDown(code) {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(code), END).unref();
  const drained = new Promise((resolve) => server.close(resolve));
  setTimeout(() => {
    for (const socket of connections.keys()) socket.destroy();
  }, DRAIN).unref();
  closeIdle();
  drained
    .then(() => Promise.allSettled((shared.portalShutdown ?? []).map(async (hook) => hook())))
    .then((results) => {
      for (const result of results)
        if (result.status === 'rejected') report('error', 'shutdown', result.reason);
      process.exit(code);
    });
}

process.on('SIGTERM', () => shutDown(0));
process.on('SIGINT', () => shutDown(0));
// The launcher is gone, however it went: nobody is left to stop this process.
process.on('disconnect', () => shutDown(0));
process.on('unhandledRejection', (reason) => report('error', 'a promise was left to fail', reason));
process.on('uncaughtException', (error) => {
  report('fatal', 'the server must stop', error);
  shutDown(1);
});
/** Exit codes that tell the launcher that another try would end the same. */
const HOPELESS = 64;
server.once('error', (error) => {
  const inUse = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
  const text = inUse ? `Port ${port} of ${hostname} is in use. Set PORT to another one.` : error.message;
  process.stderr.write(`${text}\n`);
  process.exit(HOPELESS);
});

await app.prepare();
server.listen(port, hostname);
