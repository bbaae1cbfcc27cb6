import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_BODY_BYTES, withWholeBody } from './body.mjs';

let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const read = await withWholeBody(request);
    if (typeof read === 'string') return response.writeHead(400, { connection: 'close' }).end(read);
    const pieces: Buffer[] = [];
    for await (const piece of read.whole) pieces.push(piece);
    response.end(`${Buffer.concat(pieces).equals(read.body)} ${read.body.length}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** Sends a body in these pieces, as chunks or after its length, and answers what came back. */
function answerTo(pieces: Iterable<Buffer>, length?: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const head = length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${head}\r\n\r\n`);
    for (const piece of pieces) {
      if (length === undefined) socket.write(`${piece.length.toString(16)}\r\n`);
      socket.write(piece);
      if (length === undefined) socket.write('\r\n');
    }
    if (length === undefined) socket.write('0\r\n\r\n');
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('error', () => {});
    socket.once('close', () => resolve(answer.split('\r\n\r\n')[1]?.trim() ?? ''));
  });
}
const times = (count: number, piece: string) => Array.from({ length: count }, () => Buffer.from(piece));

test.each([
  ['one piece', times(1, 'a=1'), undefined, 'true 3'],
  ['none', [], undefined, 'true 0'],
  ['a length', times(3, 'abc'), 9, 'true 9'],
  ['more than the first room', times(3, 'x'.repeat(30_000)), undefined, 'true 90000'],
  ['the most there may be', times(16, 'x'.repeat(MAX_BODY_BYTES / 16)), undefined, `true ${MAX_BODY_BYTES}`],
  ['a byte more', times(1, 'x'.repeat(MAX_BODY_BYTES + 1)), undefined, 'too_large'],
  ['a length that is too great', [], MAX_BODY_BYTES + 1, 'too_large'],
  ['a slow typist: many small pieces, but not too many', times(1500, 'x'), undefined, 'true 1500'],
  ['crumbs', times(2500, 'x'), undefined, 'crumbs'],
])('a body of %s', async (_what, pieces, length, expected) => {
  expect(await answerTo(pieces, length)).toContain(expected);
});

test('all bodies that are being read have one budget, and give it back', async () => {
  const { port } = server.address() as AddressInfo;
  const almost = Buffer.alloc(MAX_BODY_BYTES - 1);
  let refused = 0;
  const open = Array.from({ length: 70 }, () => connect(port, '127.0.0.1'));
  for (const socket of open) {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (String(data).includes('busy')) refused += 1;
    });
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${MAX_BODY_BYTES}\r\n\r\n`);
    socket.write(almost);
  }
  await expect.poll(() => refused, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
  for (const socket of open) socket.destroy();
  await expect
    .poll(() => answerTo([almost, Buffer.alloc(1)], MAX_BODY_BYTES), { timeout: 20_000 })
    .toBe(`true ${MAX_BODY_BYTES}`);
});
