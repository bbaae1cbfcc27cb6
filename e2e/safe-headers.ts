import { expect } from '@playwright/test';
import type { Answer } from './http';

/** What every answer says, of whichever class: docs/security.md, "Requests". */
const wanted: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'x-xss-protection': /^0$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^(no-referrer|same-origin|strict-origin-when-cross-origin)$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'content-security-policy': /^(?!.*unsafe-).*frame-ancestors 'none'/,
  'x-request-id': /^[0-9a-f-]{36}$/,
};
const unwanted = ['x-powered-by', 'server', 'access-control-allow-origin'];

/** What an answer does not say although it should, or says although it should not. */
export function headerFaults({ headers }: Pick<Answer, 'headers'>): string[] {
  return [
    ...Object.entries(wanted)
      .filter(([name, pattern]) => !pattern.test(String(headers[name])))
      .map(([name]) => `${name}: ${headers[name]}`),
    // Over http it would be ignored at best.
    ...[...unwanted, 'strict-transport-security']
      .filter((name) => headers[name] !== undefined)
      .map((name) => `${name}: ${headers[name]}`),
  ];
}

export function expectSafe(answer: Answer, where: string): void {
  expect(headerFaults(answer), where).toEqual([]);
}

/** How each script and style of a page must be for its policy to let it be; what is otherwise. */
export function unruly(html: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  return [
    ...(html.match(/<(?:script|style)\b[^>]*>/g) ?? []).filter((tag) => !tag.includes(`nonce="${nonce}"`)),
    ...(html.match(/<[a-z][^>]*\s(?:style|on[a-z]+)="[^>]*>/g) ?? []),
    ...(html.match(/<(?:base|iframe|object|embed)\b[^>]*>/g) ?? []),
    ...(html.match(/\s(?:href|action|formaction)="javascript:[^"]*"/g) ?? []),
  ];
}
