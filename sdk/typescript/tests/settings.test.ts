import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Qarion, type QarionOptions, VERSION } from '../src/index.js';
import { API_KEY, valid } from './support/replay.js';

const OTHER_KEY = valid.find(({ secret }) => secret !== API_KEY)?.secret ?? '';

/** Where a client sends a request, and with what. */
async function sent(options: QarionOptions): Promise<{ url: string; init: RequestInit }> {
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    requests.push({ url: String(url), init });
    return Response.json([]);
  };
  await new Qarion({ fetch, ...options }).spaces.list();
  return requests[0] as { url: string; init: RequestInit };
}

const header = (init: RequestInit, name: string) => new Headers(init.headers).get(name);

afterEach(() => {
  delete process.env.QARION_API_KEY;
  delete process.env.QARION_BASE_URL;
});

describe('without options', () => {
  it('the key and the address come from the environment', async () => {
    process.env.QARION_API_KEY = API_KEY;
    process.env.QARION_BASE_URL = 'https://qarion.example/api';
    const { url, init } = await sent({});
    expect(url).toBe('https://qarion.example/api/spaces');
    expect(header(init, 'authorization')).toBe(`Bearer ${API_KEY}`);
  });

  it.each([undefined, ''])(
    'an address of %p in the environment is as none: it is this machine',
    async (text) => {
      if (text !== undefined) process.env.QARION_BASE_URL = text;
      expect((await sent({ apiKey: API_KEY })).url).toBe('http://localhost:3000/api/spaces');
    },
  );
});

it('options win over the environment', async () => {
  process.env.QARION_API_KEY = OTHER_KEY;
  process.env.QARION_BASE_URL = 'https://other.example/api';
  const { url, init } = await sent({ apiKey: API_KEY, baseUrl: 'https://qarion.example/api' });
  expect(url).toBe('https://qarion.example/api/spaces');
  expect(header(init, 'authorization')).toBe(`Bearer ${API_KEY}`);
});

it('a slash at the end of the address makes no difference', async () => {
  const { url } = await sent({ apiKey: API_KEY, baseUrl: 'https://qarion.example/api//' });
  expect(url).toBe('https://qarion.example/api/spaces');
});

it.each(['qarion.example/api', 'ftp://qarion.example', '', 'http://', 'javascript:alert(1)'])(
  'the address %p is refused',
  (baseUrl) => {
    expect(() => new Qarion({ apiKey: API_KEY, baseUrl })).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        detail: expect.stringContaining('must be an address'),
      }),
    );
  },
);

it.each([
  'https://user@q.example/api',
  'https://u:p@q.example/api',
  'https://q.example/api?a=1',
  'https://q.example/#a',
])(
  'the address %p is refused, because what is more than an address in it would be lost or leak',
  (baseUrl) => {
    expect(() => new Qarion({ apiKey: API_KEY, baseUrl })).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        detail: expect.stringContaining('may hold no user name'),
      }),
    );
  },
);

it.each([
  { timeoutMs: 0 },
  { timeoutMs: Number.NaN },
  { timeoutMs: -1 },
  { maxRetries: -1 },
  { maxRetries: 1.5 },
])('%j is refused', (options) => {
  expect(() => new Qarion({ apiKey: API_KEY, ...options })).toThrow(
    expect.objectContaining({ code: 'invalid_option' }),
  );
});

describe('in a browser', () => {
  const globals = globalThis as { document?: unknown; importScripts?: unknown };
  afterEach(() => {
    delete globals.document;
    delete globals.importScripts;
  });

  it.each(['document', 'importScripts'] as const)('a key is refused where there is a global %s', (name) => {
    globals[name] = {};
    expect(() => new Qarion({ apiKey: API_KEY })).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        detail: expect.stringContaining('could read the API key'),
      }),
    );
  });

  it('a key is accepted from whoever says so', () => {
    globals.document = {};
    expect(() => new Qarion({ apiKey: API_KEY, dangerouslyAllowBrowser: true })).not.toThrow();
  });
});

it('tells the server the version that is in package.json', async () => {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8'));
  expect(VERSION).toBe(version);
  const { init } = await sent({ apiKey: API_KEY });
  expect(header(init, 'user-agent')).toBe(`qarion-typescript/${version}`);
});

it('has the licence of the project', () => {
  const text = (folder: string) => readFileSync(path.join(__dirname, folder, 'LICENSE'), 'utf8');
  expect(text('..')).toBe(text('../../..'));
});
