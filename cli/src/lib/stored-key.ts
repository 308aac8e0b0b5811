import type { ApiKey } from '@qarion/sdk';
import type { Context } from './context';
import { prefixOf } from './secrets';

/** Whether this is the key that is stored for the server that is asked. */
async function isStored({ settingsFile, connection }: Context, { keyPrefix }: ApiKey): Promise<boolean> {
  const { keys } = await settingsFile.read();
  const stored = keys.get(connection.baseUrl);
  return stored !== undefined && prefixOf(stored.secret) === keyPrefix;
}

/** Removes a key that no longer works from the settings, if it is there. */
export async function forgetStoredKey(context: Context, key: ApiKey): Promise<void> {
  const { io, settingsFile, connection } = context;
  if (!(await isStored(context, key))) return;
  await settingsFile.forget(connection.baseUrl);
  io.say('It was the key of this command line, which is now logged out.');
}

/**
 * Puts the key that replaces a stored one in its place. When that fails it is
 * only said: the new secret has yet to be printed.
 */
export async function replaceStoredKey(context: Context, old: ApiKey, secret: string): Promise<void> {
  const { io, settingsFile, connection } = context;
  if (!(await isStored(context, old))) return;
  const { baseUrl, keys } = await settingsFile.read();
  const isFromLogin = keys.get(connection.baseUrl)?.isFromLogin === true;
  const replaced = new Map(keys).set(connection.baseUrl, { secret, isFromLogin });
  try {
    await settingsFile.write({ baseUrl, keys: replaced });
    io.say('It was the key of this command line, which goes on with the new one.');
  } catch (error) {
    const why = (error as Error).message;
    io.say(`It was the key of this command line, and the new one could not be kept there: ${why}`);
  }
}
