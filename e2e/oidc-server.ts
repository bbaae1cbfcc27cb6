import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Context } from 'oidc-provider';

/** What the provider knows of somebody; their name there is the subject. */
type Claims = { email?: string; email_verified?: boolean; given_name?: string; family_name?: string };

/**
 * How it misbehaves: it hangs, its token endpoint is broken, it does not lead back but keeps the address, or it changes
 * what the id token says.
 */
type Mischief = 'hangs' | 'token endpoint broken' | 'holds' | ((claims: Record<string, unknown>) => void);

/** A real OpenID provider with a sign-in page that asks for a name and believes it. */
export type OidcServer = {
  readonly issuer: string;
  /** Says where the portal lives: nothing else may be led back to. */
  serve(portalUrl: string): void;
  /** Makes somebody known to it. */
  add(name: string, claims: Claims): void;
  mischief: Mischief | null;
  /** Where it would have led back to, when it last held somebody. */
  back: string;
  /** Requests that reached it, by path. */
  readonly seen: string[];
  close(): Promise<void>;
};

export const oidcClient = { id: 'portal', secret: 'a-secret-of-the-tests-for-the-provider' };

/** Starts one on a free loopback port. `callback`: the portal's path that it leads back to. */
export async function startOidcServer(callback: string): Promise<OidcServer> {
  const people = new Map<string, Claims>();
  const seen: string[] = [];
  let handle: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    seen.push(path);
    if (path === '/favicon.ico') return response.writeHead(204).end();
    if (self.mischief === 'hangs') return undefined;
    if (self.mischief === 'token endpoint broken' && path === '/token') return response.writeHead(503).end();
    if (self.mischief === 'holds') hold(response, callback, (address) => (self.back = address));
    if (typeof self.mischief === 'function' && path === '/token') tamperWith(response, self.mischief);
    return handle?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: OidcServer = {
    issuer,
    seen,
    mischief: null,
    back: '',
    add: (name, claims) => void people.set(name, claims),
    serve: (portalUrl) => {
      const provider = makeProvider(issuer, `${portalUrl}${callback}`, people);
      const answer = provider.callback();
      handle = (request, response) =>
        request.url?.startsWith('/interaction/')
          ? interact(provider, request, response)
          : answer(request, response);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

function makeProvider(issuer: string, redirectUri: string, people: Map<string, Claims>): Provider {
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: oidcClient.id, client_secret: oidcClient.secret, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    cookies: { keys: ['keys-of-the-tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600 },
    findAccount: (_context: Context, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people.get(sub) }),
    }),
    // Nobody is asked to consent.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

const page = `<!doctype html><html lang="en"><title>State sign-in</title><main><h1>State sign-in</h1>
<form method="post"><label>Name <input name="name"></label><button name="do" value="enter">Enter</button>
<button name="do" value="refuse">Refuse</button></form></main></html>`;

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST')
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  let body = '';
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  await provider.interactionFinished(
    request,
    response,
    form.get('do') === 'refuse' ? { error: 'access_denied' } : { login: { accountId: form.get('name') } },
  );
}

/** Answers a page instead of leading back to the portal. */
function hold(response: ServerResponse, callback: string, keep: (address: string) => void): void {
  const end = response.end.bind(response) as (body?: Buffer | string) => ServerResponse;
  response.end = ((body?: Buffer | string) => {
    const location = String(response.getHeader('location') ?? '');
    if (!location.includes(callback)) return end(body);
    keep(location);
    response.removeHeader('location');
    response.removeHeader('content-length');
    response.statusCode = 200;
    response.setHeader('content-type', 'text/html');
    return end('<!doctype html><title>Held</title>');
  }) as ServerResponse['end'];
}

/** Changes the claims of the id token in a token answer; its signature stays that of what it said before. */
function tamperWith(response: ServerResponse, change: (claims: Record<string, unknown>) => void): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: Buffer | string) => {
    const answer = JSON.parse(String(body)) as { id_token?: string };
    const [head, claims = '', proof] = answer.id_token?.split('.') ?? [];
    if (answer.id_token) {
      const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
      change(said);
      answer.id_token = [head, Buffer.from(JSON.stringify(said)).toString('base64url'), proof].join('.');
    }
    const text = JSON.stringify(answer);
    response.setHeader('content-length', Buffer.byteLength(text));
    return end(text);
  }) as ServerResponse['end'];
}
