// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

// Next compresses its files by gzip, anew for each caller. Compressed once, by brotli, a form page's scripts are a sixth
// smaller and cost nothing to send (lib/platform/front/static-files.mjs).

/** Smaller files gain nothing. */
const WORTH_BYTES = 1024;

/**
 * Writes a `.br` beside every script and style sheet of a build.
 * @param {string} root the portal's folder
 * @returns {void}
 */
export function compressStaticFiles(root) {
  const folder = path.join(root, '.next', 'static');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css)$/.test(name)) continue;
    const file = path.join(folder, name);
    const content = readFileSync(file);
    if (content.length < WORTH_BYTES) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
}
