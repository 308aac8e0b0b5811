import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { SettingsFile } from '../src/lib/settings-file';
import { Home } from './support/in-process';

const BASE_URL = 'https://shop.example/api';
const homes: Home[] = [];
const make = () => {
  const home = new Home();
  homes.push(home);
  return { home, file: new SettingsFile(home.env), folder: path.dirname(home.settings) };
};
const modeOf = (place: string) => statSync(place).mode & 0o777;

afterEach(() => {
  for (const home of homes.splice(0)) home.remove();
});

it('keeps a key in a file and a folder that only its owner can get at, whatever the umask', async () => {
  const { home, file, folder } = make();
  const before = process.umask(0);
  try {
    await file.keep(BASE_URL, { secret: API_KEY, isFromLogin: true });
  } finally {
    process.umask(before);
  }
  expect([modeOf(folder), modeOf(home.settings)]).toEqual([0o700, 0o600]);
  const { baseUrl, keys } = await file.read();
  expect([baseUrl, ...keys]).toEqual([BASE_URL, [BASE_URL, { secret: API_KEY, isFromLogin: true }]]);
  expect(readdirSync(folder)).toEqual(['config.json']);
});

it('closes a file and a folder that were open when it writes', async () => {
  const { home, file, folder } = make();
  mkdirSync(folder, { recursive: true, mode: 0o777 });
  chmodSync(folder, 0o777);
  writeFileSync(home.settings, '{}', { mode: 0o666 });
  expect(await file.openToOthers()).toEqual([folder, home.settings]);
  await file.keep(BASE_URL, { secret: API_KEY, isFromLogin: false });
  expect([modeOf(folder), modeOf(home.settings)]).toEqual([0o700, 0o600]);
  expect(await file.openToOthers()).toEqual([]);
});

it('leaves the file as it was when it cannot write', async () => {
  const { home, file, folder } = make();
  await file.keep(BASE_URL, { secret: API_KEY, isFromLogin: true });
  const before = readFileSync(home.settings, 'utf8');
  const unwritable = { baseUrl: null, keys: new Map([['a', { secret: 5n as never, isFromLogin: true }]]) };
  await expect(file.write(unwritable)).rejects.toThrow(/BigInt/);
  expect(readFileSync(home.settings, 'utf8')).toBe(before);
  expect(readdirSync(folder)).toEqual(['config.json']);
});

it('keeps the keys of other servers, and forgets the one that it is told to', async () => {
  const { file } = make();
  await file.keep(BASE_URL, { secret: API_KEY, isFromLogin: true });
  await file.keep('http://other.example/api', { secret: API_KEY, isFromLogin: false });
  await file.forget('http://other.example/api');
  const { baseUrl, keys } = await file.read();
  expect([baseUrl, [...keys.keys()]]).toEqual([null, [BASE_URL]]);
});

it.each(['{"keys": {"a": {"api_key": "qarion_live_sk_', '[', ''])(
  'says that a broken file is broken, and repeats nothing of it: %s',
  async (content) => {
    const { home, file, folder } = make();
    mkdirSync(folder, { recursive: true });
    writeFileSync(home.settings, content);
    await expect(file.read()).rejects.toThrow(
      `${home.settings} is not JSON. Correct it, or delete it and log in again.`,
    );
  },
);

it.each(['null', '5', '[]', '{"keys": null}', '{"keys": {"a": 5, "b": null}, "base_url": 5}'])(
  'finds no key in what is JSON and no settings: %s',
  async (content) => {
    const { home, file, folder } = make();
    mkdirSync(folder, { recursive: true });
    writeFileSync(home.settings, content);
    const read = await file.read().catch((error: Error) => error.message);
    if (typeof read === 'string') expect(read).toContain('holds no list of keys');
    else expect([...read.keys, read.baseUrl]).toEqual([null]);
  },
);

it.each<[rule: string, env: Record<string, string>, platform: NodeJS.Platform, folder: string]>([
  ['XDG_CONFIG_HOME', { XDG_CONFIG_HOME: '/x', HOME: '/h' }, 'linux', '/x/qarion'],
  ['~/.config without it', { HOME: '/h' }, 'linux', '/h/.config/qarion'],
  ['~/.config when it is relative', { XDG_CONFIG_HOME: 'x', HOME: '/h' }, 'darwin', '/h/.config/qarion'],
  ['APPDATA on Windows', { APPDATA: '/roaming', HOME: '/h' }, 'win32', '/roaming/qarion'],
])('is below %s', (_, env, platform, folder) => {
  expect(new SettingsFile(env, platform).path).toBe(`${folder}/config.json`);
  expect(existsSync(folder)).toBe(false);
});
