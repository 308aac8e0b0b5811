import { AuthenticationError, Qarion } from '../src/index.js';
import { API_KEY, invalid, valid } from './support/replay.js';

const refusalOf = (apiKey: string): AuthenticationError => {
  try {
    new Qarion({ apiKey });
  } catch (error) {
    if (error instanceof AuthenticationError) return error;
  }
  throw new Error('the key was accepted');
};

test.each(valid)('$name: accepted', ({ secret }) => {
  expect(() => new Qarion({ apiKey: secret })).not.toThrow();
});

test.each(invalid)('$name: refused without a request, saying why and repeating nothing', ({ secret }) => {
  const { statusCode, code, detail } = refusalOf(secret);
  expect(statusCode).toBeNull();
  expect(code).toBe(secret === '' ? 'missing_credentials' : 'invalid_token');
  // `qarion_live_sk_` is no secret; what follows it may be most of one.
  expect(detail.replace('qarion_live_sk_', '')).not.toMatch(/sk_|ATestVector|TestVector0/);
});

test('a key with any one character changed is refused for its checksum', () => {
  for (let at = 'qarion_live_sk_'.length; at < API_KEY.length; at++) {
    const other = API_KEY[at] === 'x' ? 'y' : 'x';
    const { detail } = refusalOf(API_KEY.slice(0, at) + other + API_KEY.slice(at + 1));
    expect(detail).toContain('checksum does not fit');
  }
});
