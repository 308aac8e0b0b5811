import { insertKey, type KeySeed } from '../../../tests/e2e/support/people';
import {
  DataFolder,
  interrupt,
  type Platform,
  ready,
  startPlatform,
} from '../../../tests/process/support/platform';
import { runProcess } from '../../../tests/process/support/processes';
import { type Ended, Installed } from './installed';

const PEOPLE = ['admin', 'editor', 'viewer', 'outsider'] as const;
type Person = (typeof PEOPLE)[number];

/** The built application with its demo, the installed package, and a key of each person of the demo. */
export class LiveWorld {
  readonly folder = new DataFolder();
  readonly keys = {} as Record<Person, string>;
  #installed: Installed | undefined;
  #platform: Platform | undefined;

  async start(): Promise<void> {
    // Short, so that a check that would take for ever is soon over.
    const env = { QARION_DEMO: '1', QARION_EXECUTION_TIMEOUT_SECONDS: '5' };
    // Nothing to do but on a fresh checkout, where it takes longer than a start may.
    const build = await runProcess(['scripts/run.mjs', 'build']);
    if (build.code !== 0) throw new Error(build.stderr);
    [this.#installed, this.#platform] = await Promise.all([
      Installed.install(),
      startPlatform(this.folder, env).then(ready),
    ]);
    for (const person of PEOPLE) this.keys[person] = await this.makeKey(person);
  }

  async stop(): Promise<void> {
    if (this.#platform) await interrupt(this.#platform);
    this.#installed?.remove();
    await this.folder.remove();
  }

  get installed(): Installed {
    if (!this.#installed) throw new Error('the package was installed');
    return this.#installed;
  }

  get platform(): Platform {
    if (!this.#platform) throw new Error('the platform was started');
    return this.#platform;
  }

  get baseUrl(): string {
    return `${this.platform.origin}/api`;
  }

  /** The environment of somebody who asks this server, with a key or without one. */
  env(key?: string): Record<string, string> {
    return { QARION_BASE_URL: this.baseUrl, ...(key !== undefined && { QARION_API_KEY: key }) };
  }

  /** Runs a line as one of the people. */
  as(person: Person, line: string): Promise<Ended> {
    return this.installed.run(line.split(' '), { env: this.env(this.keys[person]) });
  }

  async userId(person: Person): Promise<string> {
    const email = `${person}@example.com`;
    const [user] = await this.folder.query<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]);
    if (!user) throw new Error(`the demo has ${email}`);
    return user.id;
  }

  async makeKey(person: Person, seed: Partial<KeySeed> = {}): Promise<string> {
    const owner = { id: await this.userId(person), email: `${person}@example.com` };
    const sql = (text: string, values?: unknown[]) => this.folder.query(text, values);
    const { secret } = await insertKey(sql, owner, { name: `${person} ${Math.random()}`, ...seed });
    return secret;
  }
}
