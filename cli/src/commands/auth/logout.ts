import { Command } from '@commander-js/extra-typings';
import { NotFoundError, QarionError } from '@qarion/sdk';
import { helpText, type Starts } from '../../lib/command';
import { type Context, clientFor } from '../../lib/context';
import { EXIT, type ExitCode } from '../../lib/exit-codes';
import { prefixOf } from '../../lib/secrets';

export const authLogoutCommand = ({ withoutKey }: Starts) =>
  new Command('logout')
    .description('Forget the key that is kept for a server')
    .addHelpText(
      'after',
      helpText({
        output: `Nothing. What was done is said on stderr.
          A key that \`auth login\` made is revoked first; one that you brought stays as it is.
          When that fails, the key is forgotten all the same, and the exit code is 3.`,
        exits: {
          [EXIT.done]: 'done, or there was no key',
          [EXIT.usage]: 'the command is wrong, or the settings cannot be read',
          [EXIT.unavailable]: 'the key was forgotten, but could not be revoked',
        },
        examples: [
          ['qarion auth logout', 'log out of the server that is used now'],
          ['qarion auth logout --base-url https://qarion.example.com/api', 'log out of another'],
        ],
      }),
    )
    .action(() => withoutKey(logout, {}));

export async function logout(_: object, context: Context): Promise<ExitCode> {
  const { io, env, settingsFile, connection } = context;
  const { baseUrl } = connection;
  const stored = (await settingsFile.read()).keys.get(baseUrl);
  if (!stored) {
    io.say(`There is no key for ${baseUrl} in ${settingsFile.path}.`);
    return EXIT.done;
  }
  const revoked = stored.isFromLogin ? await revoke(baseUrl, stored.secret) : 'kept';
  await settingsFile.forget(baseUrl);
  const key = `the key ${prefixOf(stored.secret)}…`;
  if (revoked === 'revoked') io.say(`Logged out of ${baseUrl}: ${key} was revoked.`);
  else if (revoked === 'kept')
    io.say(`Logged out of ${baseUrl}. You brought ${key} yourself; it still works.`);
  else
    io.say(`Logged out of ${baseUrl}, but ${key} could not be revoked, and may still work: ${revoked.why}`);
  if (env.QARION_API_KEY) io.say('QARION_API_KEY is still set, and is used.');
  return typeof revoked === 'string' ? EXIT.done : EXIT.unavailable;
}

async function revoke(baseUrl: string, secret: string): Promise<'revoked' | { why: string }> {
  try {
    const client = clientFor(baseUrl, secret);
    const { apiKey } = await client.users.me();
    await client.apiKeys.revoke(apiKey.id);
    return 'revoked';
  } catch (error) {
    if (!(error instanceof QarionError)) throw error;
    // It does not work any more already, which is what was wanted.
    if (error.code === 'revoked' || error.code === 'expired' || error instanceof NotFoundError)
      return 'revoked';
    return { why: error.detail };
  }
}
