import { Command } from '@commander-js/extra-typings';
import type { Me } from '@qarion/sdk';
import { requireApiKey } from '@qarion/sdk/api-key';
import { openInBrowser } from '../../lib/browser';
import { helpText, type Starts } from '../../lib/command';
import { type Context, clientFor } from '../../lib/context';
import { pollForKey, requestDeviceCode } from '../../lib/device-login';
import { UsageFailure } from '../../lib/failure';
import { plainLine } from '../../lib/plain-text';
import type { StoredKey } from '../../lib/settings-file';

export const authLoginCommand = ({ withoutKey }: Starts) =>
  new Command('login')
    .description('Log in through the browser, and keep a key for this machine')
    .option('--no-browser', 'only say where to go')
    .option('--with-token', 'read a key that you have from stdin instead')
    .addHelpText(
      'after',
      helpText({
        output: `Nothing. On stderr: a code and the page where you allow it.
          The key is kept in a file that only you can read, and used for this server alone.`,
        examples: [
          ['qarion auth login --base-url https://qarion.example.com/api', 'through the browser'],
          [
            'qarion auth login --with-token < key.txt',
            'with a key from a file; never put one into a command',
          ],
        ],
      }),
    )
    .action(({ browser, withToken }) => withoutKey(login, { browser, withToken: withToken === true }));

export type LoginOptions = { browser: boolean; withToken: boolean };

export async function login({ browser, withToken }: LoginOptions, context: Context): Promise<void> {
  const { io, env, settingsFile, connection } = context;
  const { baseUrl } = connection;
  const secret = requireApiKey(withToken ? await readKey(context) : await throughBrowser(context, browser));
  // A key that does not work is not kept.
  const me = await clientFor(baseUrl, secret).users.me();
  const before = (await settingsFile.read()).keys.get(baseUrl);
  await keep(context, { secret, isFromLogin: !withToken }, me);
  io.say(`Logged in to ${baseUrl} as ${me.email}, with the key ${me.apiKey.name} (${me.apiKey.keyPrefix}…).`);
  if (env.QARION_API_KEY) io.say('QARION_API_KEY is set, and is used instead as long as it is.');
  if (before && before.secret !== secret) await endEarlierLogin(context, before, me);
}

/** A key that a login made and that cannot be kept would live on with nobody to use it. */
async function keep({ settingsFile, connection }: Context, key: StoredKey, { apiKey }: Me): Promise<void> {
  try {
    await settingsFile.keep(connection.baseUrl, key);
  } catch (error) {
    if (key.isFromLogin) await clientFor(connection.baseUrl, key.secret).apiKeys.revoke(apiKey.id);
    const why = (error as Error).message;
    throw new UsageFailure(`The key could not be kept in ${settingsFile.path}, and was let go: ${why}`);
  }
}

async function readKey({ io }: Context): Promise<string> {
  const secret = await io.readSecret('Paste the key, then press Enter:');
  if (secret) return secret;
  throw new UsageFailure('Nothing came from stdin. Try: qarion auth login --with-token < key.txt');
}

async function throughBrowser({ io, env, now, connection }: Context, mayOpen: boolean): Promise<string> {
  const code = await requestDeviceCode(connection.baseUrl, now().getTime());
  const page = code.verificationUriComplete ?? code.verificationUri;
  io.say(`Your code: ${plainLine(code.userCode)}`);
  io.say(`Compare it and approve the login at ${plainLine(page)}`);
  if (mayOpen && io.canAsk) {
    const isOpening = await openInBrowser(page, env);
    if (!isOpening) io.say('No browser could be opened here. Open the page yourself, on any machine.');
  }
  return await io.whileWaiting('Waiting for you to approve it', () =>
    pollForKey(connection.baseUrl, code, now),
  );
}

/** The key of the login before has no use any more. */
async function endEarlierLogin({ io, connection }: Context, before: StoredKey, me: Me): Promise<void> {
  if (!before.isFromLogin) return;
  try {
    const client = clientFor(connection.baseUrl, before.secret);
    const { apiKey } = await client.users.me();
    await client.apiKeys.revoke(apiKey.id);
    io.say(`Revoked the key of the login before, ${apiKey.name} (${apiKey.keyPrefix}…).`);
  } catch {
    io.say(`The key of the login before may still work. ${me.email} can look in Settings > API keys.`);
  }
}
