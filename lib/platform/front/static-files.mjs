// @ts-check
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import Negotiator from 'negotiator';

const folder = path.join('.next', 'static');

/**
 * Sends a file of the build by brotli, if it has such a twin (scripts/launcher/compress.mjs) and the browser takes it.
 * The names carry a hash of the content, so browsers may keep them for good.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {boolean} whether it did
 */
export function sendCompressed(request, response) {
  const [, name] = /^\/_next\/static\/([\w~./-]+\.(?:js|css))(?:\?|$)/.exec(request.url ?? '') ?? [];
  if (!name || name.includes('..') || request.method !== 'GET') return false;
  if (!new Negotiator(request).encodings(['br']).includes('br')) return false;
  const file = path.join(folder, `${name}.br`);
  if (!existsSync(file)) return false;
  response.writeHead(200, {
    'content-type': name.endsWith('.css')
      ? 'text/css; charset=UTF-8'
      : 'application/javascript; charset=UTF-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
  return true;
}
