import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, readJsonBody } from './body';

const read = (body: BodyInit | null) =>
  readJsonBody(
    new Request('http://x', {
      method: 'POST',
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit),
  );

describe('readJsonBody', () => {
  it.each([
    ['{}', {}],
    ['{"a":1}', { a: 1 }],
    ['', {}],
    ['  \n ', {}],
    [null, {}],
    ['{"a":{"b":[null]}}', { a: { b: [null] } }],
  ])('%j is %j', async (text, value) => {
    expect(await read(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['[]'],
    ['null'],
    ['1'],
    ['"x"'],
    ['true'],
    ['{'],
    ['{"a":}'],
    ['a=1&b=2'],
    ['{}{}'],
    ['\u0000'],
    ['NaN'],
    ['<x/>'],
  ])('%j is no object', async (text) => {
    expect(await read(text)).toEqual({ ok: false, because: 'no_object' });
  });

  it('takes a megabyte and not a byte more', async () => {
    const frame = '{"a":""}'.length;
    expect(await read(`{"a":"${'x'.repeat(MAX_BODY_BYTES - frame)}"}`)).toMatchObject({ ok: true });
    expect(await read(`{"a":"${'x'.repeat(MAX_BODY_BYTES - frame + 1)}"}`)).toEqual({
      ok: false,
      because: 'too_large',
    });
  });

  it('stops reading an endless one', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect(await read(endless)).toEqual({ ok: false, because: 'too_large' });
    expect(sent).toBeLessThan(3 * MAX_BODY_BYTES);
  });

  it('a caller who hangs up is told like one who sent no object', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')),
      pull: (controller) => controller.error(new Error('gone')),
    });
    expect(await read(broken)).toEqual({ ok: false, because: 'no_object' });
  });

  it('is deep without being a danger', async () => {
    expect((await read(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).ok).toBeTypeOf('boolean');
  });
});
