import { format, inspect } from 'node:util';
import { Qarion, type QarionOptions } from '../src/index.js';
import { API_KEY } from './support/replay.js';

const SECRET = API_KEY.slice('qarion_live_sk_'.length);
const everythingOf = (value: unknown) => inspect(value, { depth: null, showHidden: true, getters: true });

const clientWith = (fetch: QarionOptions['fetch']) => new Qarion({ apiKey: API_KEY, maxRetries: 0, fetch });

async function errorOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => Promise.reject(new Error('there was no error')),
    (error: Error) => error,
  );
}

function expectNoSecret(error: Error): void {
  expect(error.name).toMatch(/Error$/);
  expect(everythingOf(error)).not.toContain(SECRET);
  expect(JSON.stringify(error)).not.toContain(SECRET);
  expect(String(error.stack)).not.toContain(SECRET);
}

describe('the key of a client', () => {
  const client = clientWith(undefined);

  it.each([
    ['console.log', format(client)],
    ['an inspection of all that can be seen', everythingOf(client)],
    ['JSON', JSON.stringify(client)],
    ['a copy', everythingOf({ ...client, ...client.quality })],
    ['text', String(client)],
  ])('is not in %s', (_, text) => {
    expect(text).not.toContain(SECRET);
  });

  it('cannot be listed or read from outside', () => {
    const seen = new Set<unknown>();
    const visit = (value: unknown): boolean => {
      if (value === API_KEY) return true;
      if (value === null || typeof value !== 'object' || seen.has(value)) return false;
      seen.add(value);
      return Reflect.ownKeys(value).some((key) => visit((value as Record<PropertyKey, unknown>)[key]));
    };
    expect(visit(client)).toBe(false);
  });
});

describe('an error holds no key', () => {
  it('when sending failed with an error that shows the whole request', async () => {
    const { users } = clientWith(async (url, init) => {
      const cause = Object.assign(new Error(`cannot send ${JSON.stringify(init)}`), {
        config: { url, init },
      });
      throw Object.assign(new TypeError('fetch failed', { cause }), { request: init });
    });
    expectNoSecret(await errorOf(users.me()));
  });

  it('when a server repeats the request', async () => {
    const { users } = clientWith(async (_, init) => {
      const said = new Headers(init?.headers).get('authorization');
      return Response.json({ detail: `You sent ${said}.`, code: 'odd' }, { status: 400 });
    });
    const error = await errorOf(users.me());
    expect(error.message).toBe('You sent Bearer qarion_live_sk_….');
    expectNoSecret(error);
  });

  it('when the time was up', async () => {
    const { users } = clientWith((_, init) => {
      const { signal } = init ?? {};
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(Object.assign(new Error('aborted'), { init })));
      });
    });
    expectNoSecret(await errorOf(users.me({ timeoutMs: 10 })));
  });
});

it('no address holds the key, whatever is called', async () => {
  const urls: string[] = [];
  const { users, quality, apiKeys } = clientWith(async (url) => {
    urls.push(String(url));
    return Response.json({ id: 'x', status: 'PASS', items: [], total: 0, page: 1, size: 20 });
  });
  await users.me();
  await quality.list('my-space', { search: 'a' });
  await quality.trigger('my-space', 'my-check');
  await apiKeys.rename('id', { name: 'b' });
  expect(urls).toHaveLength(4);
  expect(urls.join()).not.toContain(SECRET);
});
