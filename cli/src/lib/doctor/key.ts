import { AuthenticationError, QarionError } from '@qarion/sdk';
import { requireApiKey } from '@qarion/sdk/api-key';
import { type Context, clientFor } from '../context';
import { EXIT } from '../exit-codes';
import { relativeTime } from '../relative-time';
import { type Finding, ok, problem, warning } from './finding';

const SOON_MS = 14 * 86_400_000;

/** Whether there is a key, and it can be one. */
export async function examineKey({ connection, settingsFile }: Context): Promise<Finding> {
  const { baseUrl, key } = connection;
  const { keys } = await settingsFile.read();
  if (!key) return problem('key', noKey(baseUrl, [...keys.keys()]), EXIT.unauthenticated);
  const place = key.from === 'environment' ? 'QARION_API_KEY' : 'the settings';
  try {
    requireApiKey(key.secret);
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    return problem('key', `${error.detail} It is in ${place}.`, EXIT.unauthenticated);
  }
  const isSecond = key.from === 'environment' && keys.has(baseUrl);
  const instead = isSecond ? ' It is used instead of the one in the settings.' : '';
  return ok('key', `The key in ${place} has the right form.${instead}`);
}

function noKey(baseUrl: string, others: string[]): string {
  const elsewhere = others.length > 0 ? ` There is one for ${others.join(' and ')}.` : '';
  return `There is no key for ${baseUrl}.${elsewhere} Run \`qarion auth login\`, or set QARION_API_KEY.`;
}

/** Whether the server takes the key. */
export async function examineIdentity({ connection, now }: Context): Promise<Finding> {
  const { baseUrl, key } = connection;
  try {
    const { email, apiKey } = await clientFor(baseUrl, key?.secret ?? '').users.me();
    const { name, keyPrefix, expiresAt } = apiKey;
    const who = `The server knows it as ${name} (${keyPrefix}…) of ${email}.`;
    if (expiresAt && Date.parse(expiresAt) - now().getTime() < SOON_MS) {
      return warning('identity', `${who} It expires ${relativeTime(expiresAt, now())}: rotate it.`);
    }
    return ok('identity', who);
  } catch (error) {
    if (!(error instanceof QarionError)) throw error;
    const isRejected = error instanceof AuthenticationError;
    return problem('identity', error.detail, isRejected ? EXIT.unauthenticated : EXIT.unavailable);
  }
}
