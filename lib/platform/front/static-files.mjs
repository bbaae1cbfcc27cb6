// @ts-check
import { createReadStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

// Next compresses its files by gzip, anew for each caller. Compressed once, by brotli, a form page's scripts are a sixth
// smaller and cost nothing to send.

const folder = path.join('.next', 'static');

/** Smaller files gain nothing. */
const WORTH_BYTES = 1024;

/**
 * Writes a `.br` beside every script and style sheet of a build.
 * @param {string} root the portal's folder
 * @returns {void}
 */
export function compressStaticFiles(root) {
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css)$/.test(name)) continue;
    const file = path.join(root, folder, name);
    const content = readFileSync(file);
    if (content.length < WORTH_BYTES) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
}

/**
 * Sends a file of the build by brotli, if it has such a twin and the browser takes it. The names carry a hash of the
 * content, so browsers may keep them for good.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {boolean} whether it did
 */
export function sendCompressed(request, response) {
  const [, name] = /^\/_next\/static\/([\w~./-]+\.(?:js|css))(?:\?|$)/.exec(request.url ?? '') ?? [];
  if (!name || name.includes('..') || request.method !== 'GET') return false;
  if (
    !/(^|[\s,])br\s*(,|;(?!\s*q=0(\.0*)?\s*(,|$))|$)/.test(
      request.headers['accept-encoding']?.toString() ?? '',
    )
  )
    return false;
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
