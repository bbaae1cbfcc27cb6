import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

const directives = (policy: string) =>
  Object.fromEntries(
    policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const),
  );

describe('the content security policy', () => {
  const production = directives(contentSecurityPolicy('abc', false, true));

  it('of production allows the own scripts of this request, and no other', () => {
    expect(production['script-src']).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(production['style-src']).not.toContain("'unsafe-inline'");
    expect(contentSecurityPolicy('abc', false, true)).not.toMatch(/unsafe|\*|http:|https:|blob:/);
  });

  it.each([
    ['default-src', ["'self'"]],
    ['object-src', ["'none'"]],
    ['base-uri', ["'none'"]],
    ['frame-ancestors', ["'none'"]],
    ['form-action', ["'self'"]],
    ['connect-src', ["'self'"]],
    ['font-src', ["'self'"]],
    ['img-src', ["'self'", 'data:']],
  ])('%s is %j, in dev too unless reloading needs more', (name, expected) => {
    expect(production[name]).toEqual(expected);
    const dev = directives(contentSecurityPolicy('abc', true, false));
    expect(dev[name]).toEqual(name === 'connect-src' ? ["'self'", 'ws:'] : expected);
  });

  it('asks for https where the portal has it', () => {
    expect(contentSecurityPolicy('a', false, true)).toMatch(/upgrade-insecure-requests/);
    expect(contentSecurityPolicy('a', false, false)).not.toMatch(/upgrade-insecure-requests/);
  });

  it('in dev lets scripts be evaluated, and still none inline', () => {
    expect(directives(contentSecurityPolicy('abc', true, false))['script-src']).toEqual([
      "'self'",
      "'nonce-abc'",
      "'strict-dynamic'",
      "'unsafe-eval'",
    ]);
  });
});
