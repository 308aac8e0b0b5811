import type { ApiKey } from '@qarion/sdk';
import type { ClientContext } from './context';
import { EXIT } from './exit-codes';
import { Failure } from './failure';

/** The one of the person's keys that is called this: its name, its prefix as shown, or its id. */
export async function findKey({ client }: Pick<ClientContext, 'client'>, called: string): Promise<ApiKey> {
  const prefix = called.replace(/…$/, '');
  const keys = await client.apiKeys.list();
  // As the server compares names: two that differ only in capitals cannot be.
  const isCalled = (text: string) => text.toLowerCase() === called.toLowerCase();
  const byName = keys.find(({ id, name }) => isCalled(id) || isCalled(name));
  if (byName) return byName;
  const [found, ...more] = keys.filter(({ keyPrefix }) => keyPrefix === prefix);
  // Not repeated in the sentence: it may be a whole key, pasted by mistake.
  if (!found) throw new Failure(EXIT.refused, 'You have no such key. `qarion api-keys list` shows all.');
  if (more.length > 0) throw new Failure(EXIT.usage, 'Several keys begin like this. Say the name or the id.');
  return found;
}
