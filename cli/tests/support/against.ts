import { API_KEY, ReplayServer } from '../../../sdk/typescript/tests/support/replay';
import { SettingsFile, type StoredKey } from '../../src/lib/settings-file';
import { Home, qarion } from './in-process';

type Given = Omit<NonNullable<Parameters<typeof qarion>[1]>, 'env'> & {
  isUnreachable?: boolean;
  /** By default, the key is in it. */
  env?: Record<string, string>;
  /** Whether the key is in the settings instead, as after a login. */
  isKept?: boolean;
};

/** The server that plays the API's part, and a home for who asks it. */
export class Play {
  readonly home = new Home();
  #server: ReplayServer | undefined;

  async start(): Promise<void> {
    this.#server = await ReplayServer.start();
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.home.remove();
  }

  /** Begins a case, and gives its base URL. */
  async begin(exchanges: unknown[], isUnreachable = false): Promise<string> {
    if (!this.#server) throw new Error('the server was started');
    return await this.#server.begin({ exchanges, unreachable: isUnreachable });
  }

  /** Sees that what was asked is what the case says, and nothing else. */
  async finish(): Promise<void> {
    expect(await this.#server?.differences()).toEqual([]);
  }

  /** What is kept for a server. */
  async keptFor(base: string): Promise<StoredKey | undefined> {
    return (await new SettingsFile(this.home.env).read()).keys.get(base);
  }

  /** Runs words against a server that answers like this. */
  async run(exchanges: unknown[], words: readonly string[], options: Given = {}) {
    const { isUnreachable = false, isKept = false, env, ...given } = options;
    const base = await this.begin(exchanges, isUnreachable);
    if (isKept) await new SettingsFile(this.home.env).keep(base, { secret: API_KEY, isFromLogin: true });
    const key: Record<string, string> = isKept ? {} : { QARION_API_KEY: API_KEY };
    const ended = await qarion(words, {
      env: { ...this.home.env, QARION_BASE_URL: base, ...key, ...env },
      ...given,
    });
    await this.finish();
    expect(ended.stdout + ended.stderr).not.toContain(API_KEY);
    return { ...ended, base };
  }
}
