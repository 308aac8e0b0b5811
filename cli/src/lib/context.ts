import { Qarion } from '@qarion/sdk';
import { type Connection, connectionOf } from './connection';
import { EXIT, type ExitCode } from './exit-codes';
import { Failure } from './failure';
import { type Env, Io, type Streams } from './io';
import { SettingsFile } from './settings-file';
import { VERSION } from './version';

/** What a command works with besides its own options. */
export type Context = {
  io: Io;
  env: Env;
  now: () => Date;
  settingsFile: SettingsFile;
  connection: Connection;
};

/** The same for commands that need a key. */
export type ClientContext = Context & { client: Qarion };

/** The work of a command, once its words are read. Nothing said is "done". */
export type Run<Options, In extends Context> = (
  options: Options,
  context: In,
) => Promise<ExitCode> | Promise<void>;

/** What every command takes. */
export type GlobalOptions = { baseUrl?: string | undefined; json?: boolean | undefined };

/** The world the process is in. */
export type World = { streams: Streams; env: Env; now: () => Date };

export async function makeContext({ streams, env, now }: World, options: GlobalOptions): Promise<Context> {
  const io = new Io(streams, env, { json: options.json });
  const settingsFile = new SettingsFile(env);
  const connection = connectionOf(options.baseUrl, env, await settingsFile.read());
  return { io, env, now, settingsFile, connection };
}

/** Adds the client. @throws Failure, or AuthenticationError when the key cannot be one. */
export async function withClient(context: Context): Promise<ClientContext> {
  const { io, settingsFile, connection } = context;
  const { baseUrl, key } = connection;
  if (!key) {
    const advice = 'Run `qarion auth login`, or set QARION_API_KEY.';
    throw new Failure(EXIT.unauthenticated, `There is no API key for ${baseUrl}. ${advice}`);
  }
  if (key.from === 'file') {
    for (const place of await settingsFile.openToOthers()) {
      io.say(`Warning: others on this machine can get at ${place}. \`qarion doctor\` shuts them out.`);
    }
  }
  return { ...context, client: clientFor(baseUrl, key.secret) };
}

export function clientFor(baseUrl: string, apiKey: string): Qarion {
  return new Qarion({ apiKey, baseUrl, fetch: fetchAsCli });
}

/** So that whoever looks at where a key is used sees this program. */
export const fetchAsCli: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('User-Agent', `qarion-cli/${VERSION} (node ${process.versions.node}; ${process.platform})`);
  return fetch(input, { ...init, headers });
};
