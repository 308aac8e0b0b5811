import { readJson } from '@/lib/http/read-json';
import { codeOf } from '../support/codes';

const MAX_BYTES = 1_048_576;

function post(body: BodyInit | null, contentType: string | null = 'application/json', headers = {}): Request {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
  if (contentType === null) request.headers.delete('content-type');
  else request.headers.set('content-type', contentType);
  return request;
}

/** A body whose length is not announced, and how much of it was asked for. */
function endless() {
  const asked = { bytes: 0, isCancelled: false };
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  const body = new ReadableStream({
    pull(controller) {
      asked.bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
    cancel() {
      asked.isCancelled = true;
    },
  });
  return { body, asked };
}

describe('a JSON body', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/vnd.api+json',
    'application/json ;x',
  ])('is read when it is declared as %s', async (type) =>
    expect(await readJson(post('{"name":"Ä"}', type))).toEqual({ name: 'Ä' }),
  );

  it.each([
    null,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/jsonp',
    'application/json,text/plain',
    'xapplication/json',
  ])('declared as %p is 415', async (type) =>
    expect(await codeOf(readJson(post('{}', type)))).toBe('unsupported_media_type'),
  );

  it.each(['', '{', '{]', 'undefined', "{'a':1}", '{"a":1,}', '{} {}', 'NaN', '\u0000'])(
    'that is %p is 400',
    async (text) => expect(await codeOf(readJson(post(text)))).toBe('malformed_json'),
  );

  it('that is missing is 400', async () => {
    expect(await codeOf(readJson(post(null)))).toBe('malformed_json');
  });

  it.each([
    ['ISO 8859-1', [0x22, 0xe9, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['half a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['cut in the middle of a character', [0x22, 0xc3]],
  ])('in %s instead of UTF-8 is 400', async (_name, bytes) => {
    expect(await codeOf(readJson(post(new Uint8Array(bytes))))).toBe('malformed_json');
  });

  it('of exactly 1 MiB is read, one byte more is 413', async () => {
    const text = JSON.stringify('x'.repeat(MAX_BYTES - 2));
    expect(await readJson(post(text))).toHaveLength(MAX_BYTES - 2);
    expect(await codeOf(readJson(post(`${text} `)))).toBe('payload_too_large');
  });

  it('that announces more than 1 MiB is 413 before any of it is read', async () => {
    const { body, asked } = endless();
    const request = post(body, 'application/json', { 'content-length': String(MAX_BYTES + 1) });
    expect(await codeOf(readJson(request))).toBe('payload_too_large');
    expect(asked.bytes).toBeLessThan(MAX_BYTES / 2);
  });

  it('that announces nothing is read no further than 1 MiB', async () => {
    const { body, asked } = endless();
    expect(await codeOf(readJson(post(body)))).toBe('payload_too_large');
    expect(asked.bytes).toBeLessThan(MAX_BYTES * 1.5);
    expect(asked.isCancelled).toBe(true);
  });

  it('that announces less than it sends is 413 all the same', async () => {
    const { body } = endless();
    const request = post(body, 'application/json', { 'content-length': '2' });
    expect(await codeOf(readJson(request))).toBe('payload_too_large');
  });

  it('cannot reach into the prototype of anything', async () => {
    const value = await readJson(post('{"__proto__":{"isAdmin":true}}'));
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });
});
