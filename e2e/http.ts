import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import type { Portal } from './portal';

export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  /** Set-Cookie, one a line. */
  cookies: string[];
  text: string;
  json<T = Record<string, unknown>>(): T;
};

export type Sending = { headers?: Record<string, string>; body?: string | Buffer; patience?: number };

/** Sends one request, with no header but these (and Host, Content-Length), and follows nothing. */
export function send(
  { port }: Pick<Portal, 'port'>,
  method: string,
  path: string,
  { headers = {}, body, patience = 20_000 }: Sending = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(
      { host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            cookies: response.headers['set-cookie'] ?? [],
            text,
            json: <T>() => JSON.parse(text) as T,
          });
        });
      },
    );
    call.setTimeout(patience, () =>
      call.destroy(new Error(`No answer within ${patience} ms: ${method} ${path}`)),
    );
    call.once('error', reject);
    call.end(body);
  });
}

/**
 * Writes bytes to the portal as they are, ends (or not), and reads until the portal closes. Answers the status; 0 when
 * it closed without one.
 * @throws Error when it has not closed after `patience` milliseconds
 */
export function sendBytes(
  { port }: Pick<Portal, 'port'>,
  bytes: string | Buffer,
  { end = false, patience = 5000 } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`No end within ${patience} ms`));
    }, patience);
    socket.on('data', (data) => {
      text += data.toString('latin1');
    });
    socket.once('end', finish);
    socket.once('close', finish);
    socket.once('error', finish);
    if (end) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** A program that keeps cookies, like the lesson's requests.Session: it takes any type and sends no Origin. */
export class Caller {
  readonly cookies = new Map<string, string>();
  constructor(
    readonly portal: Pick<Portal, 'port'>,
    private readonly headers: Record<string, string> = {
      accept: '*/*',
      'user-agent': 'python-requests/2.32',
    },
  ) {}

  async call(method: string, path: string, { headers = {}, ...rest }: Sending = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(this.portal, method, path, {
      ...rest,
      headers: { ...this.headers, ...(cookie ? { cookie } : {}), ...headers },
    });
    for (const line of answer.cookies) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const isGone =
        value === '' || attributes.some((text) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(text));
      if (isGone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('GET', path, { headers });
  }

  /** Posts JSON, or no body at all. */
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', path, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
