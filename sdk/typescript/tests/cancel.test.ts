import { getEventListeners } from 'node:events';
import { Qarion } from '../src/index.js';
import { PACE, type QarionOptions } from '../src/settings.js';
import { API_KEY } from './support/replay.js';

const REASON = new Error('the user left');

/** A client whose server answers with what is given, in this order, and then not at all. */
function clientOf(answers: (() => Response)[], onRequest: (count: number) => void = () => {}) {
  let count = 0;
  const fetch: QarionOptions['fetch'] = (_, init) => {
    count++;
    onRequest(count);
    const answer = answers.shift();
    if (answer && !init?.signal?.aborted) return Promise.resolve(answer());
    return new Promise((_, reject) => {
      const fail = () => reject(new DOMException('This operation was aborted', 'AbortError'));
      if (init?.signal?.aborted) fail();
      else init?.signal?.addEventListener('abort', fail);
    });
  };
  return new Qarion({ apiKey: API_KEY, fetch, [PACE]: { retryMs: 0, pollMs: 60_000 } });
}

const away = () =>
  Response.json({ detail: 'Away.', code: 'busy' }, { status: 503, headers: { 'retry-after': '50' } });
const queued = () => Response.json({ id: 'e', status: 'QUEUED' }, { status: 202 });

describe('a call that is given up fails with the reason of its signal', () => {
  it('before it began', async () => {
    await expect(clientOf([]).users.me({ signal: AbortSignal.abort(REASON) })).rejects.toBe(REASON);
  });

  it('while it waits for the answer', async () => {
    const controller = new AbortController();
    const client = clientOf([], () => setTimeout(() => controller.abort(REASON), 5));
    await expect(client.users.me({ signal: controller.signal })).rejects.toBe(REASON);
  });

  it('in the pause before a retry', async () => {
    const controller = new AbortController();
    const client = clientOf([away], () => setTimeout(() => controller.abort(REASON), 5));
    await expect(client.users.me({ signal: controller.signal })).rejects.toBe(REASON);
  });

  it('in the pause between two looks at an execution', async () => {
    const controller = new AbortController();
    const client = clientOf([queued], () => setTimeout(() => controller.abort(REASON), 5));
    const triggered = client.quality.trigger('my-space', 'my-check', { signal: controller.signal });
    await expect(triggered).rejects.toBe(REASON);
  });
});

describe('a call that has ended', () => {
  it('leaves nothing at the signal, however often it was used', async () => {
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) {
      const client = clientOf([() => Response.json({ id: 'e', status: 'PASS' })]);
      await client.quality.trigger('my-space', 'my-check', { signal });
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
  });

  it('leaves no timer that would keep the process alive', async () => {
    const clear = jest.spyOn(globalThis, 'clearTimeout');
    const set = jest.spyOn(globalThis, 'setTimeout');
    await clientOf([() => Response.json([])]).spaces.list();
    const timers = set.mock.results.map(({ value }) => value);
    expect(timers.length).toBeGreaterThan(0);
    expect(clear.mock.calls.map(([timer]) => timer)).toEqual(expect.arrayContaining(timers));
    jest.restoreAllMocks();
  });
});

it('a wait whose time runs out in a pause looks once more, and takes what it finds', async () => {
  const client = clientOf([queued, () => Response.json({ id: 'e', status: 'PASS' })]);
  const triggered = client.quality.trigger('my-space', 'my-check', { timeoutMs: 500 });
  await expect(triggered).resolves.toMatchObject({ status: 'PASS' });
});
