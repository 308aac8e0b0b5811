import { Qarion } from '../src/index.js';
import { fromWire, toWire } from '../src/names.js';
import { API_KEY } from './support/replay.js';

describe('a list', () => {
  const asked: string[] = [];
  const items = ['a', 'b', 'c'];
  const client = new Qarion({
    apiKey: API_KEY,
    fetch: async (url) => {
      const page = Number(new URL(String(url)).searchParams.get('page') ?? 1);
      asked.push(String(page));
      return Response.json({ items: [{ slug: items[page - 1] }], total: items.length, page, size: 1 });
    },
  });
  beforeEach(() => {
    asked.length = 0;
  });

  it('is not asked for before somebody wants it', async () => {
    client.quality.list('my-space');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toEqual([]);
  });

  it('is asked for once, however often it is awaited', async () => {
    const list = client.quality.list('my-space');
    const [first, second] = await Promise.all([list, list]);
    expect(first).toBe(second);
    expect(await list.finally(() => {})).toBe(first);
    expect(asked).toEqual(['1']);
  });

  it('is walked through after its first page was looked at, without asking for that again', async () => {
    const list = client.quality.list('my-space');
    expect((await list).total).toBe(3);
    const found: string[] = [];
    for await (const { slug } of list) found.push(slug);
    expect(found).toEqual(items);
    expect(asked).toEqual(['1', '2', '3']);
  });

  it('passes its error to whoever catches it', async () => {
    const list = client.quality.executions('..', 'my-check');
    expect(await list.catch(String)).toMatch(/^ValidationError: /);
  });
});

describe('names', () => {
  it('are the API’s on the wire and this package’s here, at every depth', () => {
    const wire = { expires_in_days: 1, items: [{ key_prefix: { a_b_c: null } }], plain: 'not_a_name' };
    const here = { expiresInDays: 1, items: [{ keyPrefix: { aBC: null } }], plain: 'not_a_name' };
    expect(fromWire(wire)).toEqual(here);
    expect(toWire(here)).toEqual(wire);
  });

  it('that an answer could harm with are ordinary fields', () => {
    const parsed = fromWire(JSON.parse('{"__proto__": {"is_admin": true}, "a": 1}')) as Record<
      string,
      unknown
    >;
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.keys(parsed)).toContain('a');
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});
