import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { EXIT } from './exit-codes';
import { Failure, UsageFailure } from './failure';
import type { Env } from './io';

/** A key that is kept for a server. */
export type StoredKey = {
  secret: string;
  /** Whether `auth login` made it, so that `auth logout` may end it. */
  isFromLogin: boolean;
};

/** What the file holds. Each key is for one server, and is never sent to another. */
export type Settings = {
  /** The server that was last logged in to. */
  baseUrl: string | null;
  keys: ReadonlyMap<string, StoredKey>;
};

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS = 0o077;
const NOTHING: Settings = { baseUrl: null, keys: new Map() };

/** The file of a person's settings, for nobody else to read. */
export class SettingsFile {
  readonly path: string;

  constructor(env: Env, platform: NodeJS.Platform = process.platform) {
    this.path = path.join(configFolder(env, platform), 'qarion', 'config.json');
  }

  async read(): Promise<Settings> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return NOTHING;
      throw new Failure(
        EXIT.usage,
        `The settings in ${this.path} cannot be read: ${(error as Error).message}`,
      );
    }
    return parse(text, this.path);
  }

  /** Writes all of it or nothing: whoever reads meanwhile sees the file from before. */
  async write(settings: Settings): Promise<void> {
    const folder = path.dirname(this.path);
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await chmod(folder, FOLDER_MODE);
    const temporary = `${this.path}.${randomBytes(6).toString('hex')}`;
    try {
      const file = await open(temporary, 'wx', FILE_MODE);
      try {
        await file.writeFile(`${JSON.stringify(toFile(settings), null, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Keeps a key for a server, from now on the one that is asked unless another is named. */
  async keep(baseUrl: string, key: StoredKey): Promise<void> {
    const { keys } = await this.read();
    await this.write({ baseUrl, keys: new Map(keys).set(baseUrl, key) });
  }

  async forget(baseUrl: string): Promise<void> {
    const { baseUrl: last, keys } = await this.read();
    const left = new Map(keys);
    left.delete(baseUrl);
    await this.write({ baseUrl: last === baseUrl ? null : last, keys: left });
  }

  /** Which of the file and its folder others can get at. Windows keeps a profile to its owner by itself. */
  async openToOthers(): Promise<string[]> {
    if (process.platform === 'win32') return [];
    const open: string[] = [];
    for (const place of [path.dirname(this.path), this.path]) {
      const found = await stat(place).catch(() => null);
      if (found && (found.mode & OTHERS) !== 0) open.push(place);
    }
    return open;
  }

  /** Shuts others out of both. */
  async close(): Promise<void> {
    await chmod(path.dirname(this.path), FOLDER_MODE);
    await chmod(this.path, FILE_MODE);
  }
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function configFolder(env: Env, platform: NodeJS.Platform): string {
  const { XDG_CONFIG_HOME, APPDATA, HOME } = env;
  // A relative path would be another folder in every folder; the specification says to pass over it.
  if (XDG_CONFIG_HOME && path.isAbsolute(XDG_CONFIG_HOME)) return XDG_CONFIG_HOME;
  if (platform === 'win32' && APPDATA) return APPDATA;
  return path.join(HOME || homedir(), '.config');
}

type File = {
  base_url?: string | null;
  keys?: Record<string, { api_key: string; from_login: boolean }>;
};

function toFile({ baseUrl, keys }: Settings): File {
  const entries = [...keys].map(([url, { secret, isFromLogin }]) => [
    url,
    { api_key: secret, from_login: isFromLogin },
  ]);
  return { base_url: baseUrl, keys: Object.fromEntries(entries) };
}

function parse(text: string, file: string): Settings {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // The parser's own words would repeat a part of the file, and that may be the key.
    throw new UsageFailure(`${file} is not JSON. Correct it, or delete it and log in again.`);
  }
  const { base_url: baseUrl, keys = {} } = (content ?? {}) as { base_url?: unknown; keys?: unknown };
  if (typeof keys !== 'object' || keys === null) {
    throw new UsageFailure(`${file} holds no list of keys. Correct it, or delete it and log in again.`);
  }
  const stored = Object.entries(keys as Record<string, { api_key?: unknown; from_login?: unknown } | null>);
  return {
    baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
    keys: new Map(
      stored.flatMap(([url, key]) =>
        typeof key?.api_key === 'string'
          ? [[url, { secret: key.api_key, isFromLogin: key.from_login === true }] as const]
          : [],
      ),
    ),
  };
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
