import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// An authenticator app that is not the portal's own code: Debian's oathtool, or RFC 6238 in a few lines.

const OATHTOOL = '/usr/bin/oathtool';
const STEP = 30_000;

/** The code of a secret (base32) for the step that a moment lies in. */
export function codeAt(secret: string, at: Date): string {
  if (!existsSync(OATHTOOL)) return ownCode(secret, at);
  const now = at
    .toISOString()
    .replace(/\.\d+Z$/, ' UTC')
    .replace('T', ' ');
  return execFileSync(OATHTOOL, ['--totp', '--base32', `--now=${now}`, secret], { encoding: 'utf8' }).trim();
}

function ownCode(secret: string, at: Date): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((character) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / STEP)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * An app with one secret. Each code counts once at the portal, which takes those of one step (30 seconds) before and
 * after, too: the app gives one that was not given yet, and waits where there is none.
 */
export class Authenticator {
  private given = 0;

  constructor(readonly secret: string) {}

  async code(): Promise<string> {
    for (;;) {
      const now = Math.floor(Date.now() / STEP);
      const step = Math.max(this.given + 1, now - 1);
      // In the last seconds of a step the one before it would be too old on arrival.
      const isSoonOver = STEP - (Date.now() % STEP) < 5000;
      const next = step === now - 1 && isSoonOver ? now : step;
      if (next <= now + 1) {
        this.given = next;
        return codeAt(this.secret, new Date(next * STEP));
      }
      await sleep(1000);
    }
  }

  /** A code of six digits that is none of those that count now. */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => codeAt(this.secret, new Date(Date.now() + steps * STEP)));
    return (
      ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
    );
  }
}
