import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { connectionOf } from '../src/lib/connection';
import type { Settings } from '../src/lib/settings-file';

const HERE = 'http://localhost:3000/api';
const SHOP = 'https://shop.example/api';
const stored: Settings = {
  baseUrl: SHOP,
  keys: new Map([[SHOP, { secret: API_KEY, isFromLogin: true }]]),
};
const nothing: Settings = { baseUrl: null, keys: new Map() };

it.each<
  [order: string, flag: string | undefined, env: Record<string, string>, settings: Settings, want: object]
>([
  ['this machine, when nothing is said', undefined, {}, nothing, { baseUrl: HERE, baseUrlFrom: 'default' }],
  ['the last login', undefined, {}, stored, { baseUrl: SHOP, baseUrlFrom: 'file' }],
  [
    'QARION_BASE_URL before the last login',
    undefined,
    { QARION_BASE_URL: HERE },
    stored,
    { baseUrl: HERE, baseUrlFrom: 'environment' },
  ],
  [
    '--base-url before QARION_BASE_URL',
    'http://a.example/api/',
    { QARION_BASE_URL: HERE },
    stored,
    { baseUrl: 'http://a.example/api', baseUrlFrom: 'flag' },
  ],
  ['the stored key', undefined, {}, stored, { key: { secret: API_KEY, from: 'file' } }],
  [
    'QARION_API_KEY before the stored key',
    undefined,
    { QARION_API_KEY: 'x' },
    stored,
    { key: { secret: 'x', from: 'environment' } },
  ],
])('takes %s', (_, flag, env, settings, want) => {
  expect(connectionOf(flag, env, settings)).toMatchObject(want);
});

it.each([
  ['another server', 'https://evil.example/api'],
  ['another port', 'https://shop.example:444/api'],
  ['the same server without TLS', 'http://shop.example/api'],
  ['a name that is a part of an object', '__proto__'],
])('never sends a stored key to %s', (_, address) => {
  const baseUrl = address.includes(':') ? address : `http://${address}`;
  expect(connectionOf(baseUrl, {}, stored).key).toBeNull();
});

it.each(['https://SHOP.example/api/', 'https://shop.example:443/api', 'https://shop.example/x/../api'])(
  'finds the key of a server by whichever spelling: %s',
  (address) => {
    expect(connectionOf(address, {}, stored).key).not.toBeNull();
  },
);

it.each([
  'shop.example',
  'ftp://shop.example/api',
  'https://user:pass@shop.example/api',
  'https://shop.example/api?x=1',
])('refuses the address %s in words', (address) => {
  expect(() => connectionOf(address, {}, stored)).toThrow(/^--base-url (must be|may hold)/);
});
