import type { CreatedApiKey } from '@qarion/sdk';
import type { Context } from './context';
import { EXIT } from './exit-codes';
import { Failure } from './failure';
import { plainLine } from './plain-text';
import { showOne } from './show';

/**
 * Writes a new key's secret, the only time that is possible: alone, so that it
 * can be piped into whatever keeps it; with --json, the whole answer.
 */
export async function printSecret(
  context: Pick<Context, 'io' | 'now'>,
  created: CreatedApiKey,
): Promise<void> {
  const { io } = context;
  if (io.wantsJson) return await showOne(context, created, []);
  try {
    await io.print(`${plainLine(created.fullKey)}\n`);
  } catch (error) {
    const why = (error as Error).message;
    const advice = `It works, and nobody has it: qarion api-keys revoke ${created.id}`;
    throw new Failure(EXIT.unavailable, `The new key could not be written: ${why}. ${advice}`);
  }
}
