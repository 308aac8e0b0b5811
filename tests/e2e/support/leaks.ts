import type { BrowserContext, Response } from '@playwright/test';
import { isWellFormedSecret } from '../../../lib/api-keys/token';
import type { World } from './world';

/**
 * Looks for secrets where none may be. Any well-formed key counts, so no list
 * of those that were made can be incomplete.
 */
function secretsIn(text: string): string[] {
  return (text.match(/qarion_live_sk_[0-9A-Za-z]{49}/g) ?? []).filter(isWellFormedSecret);
}

/** bcrypt hashes have no business outside the database either. */
const PASSWORD_HASH = /\$2[aby]\$\d\d\$[./0-9A-Za-z]{53}/;

/** How long the end of a test waits for a body that may never end. */
const UNFINISHED_BODY_MS = 5_000;

/**
 * Reads every body that reaches a browser: pages, data for pages, scripts. A
 * secret may be in one of them only: the answer to the action that made it.
 *
 * @returns Waits for what is still being read and tells what was found.
 */
export function watchNetwork(context: BrowserContext): () => Promise<string[]> {
  const found: string[] = [];
  const shown = new Set<string>();
  const reading: Promise<void>[] = [];
  let giveUp = (_body: string) => {};
  const gone = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  const read = async (response: Response) => {
    const request = response.request();
    const where = `${request.method()} ${new URL(request.url()).pathname}`;
    // A body that is gone, because the page moved on, was read by nobody.
    // An outage leaves some that never end.
    const body = await Promise.race([response.text().catch(() => ''), gone]);
    const secrets = new Set(secretsIn(request.url() + body));
    for (const secret of secrets) {
      if (where !== 'POST /settings/api-keys' || shown.has(secret)) found.push(`a secret in ${where}`);
      shown.add(secret);
    }
    if (PASSWORD_HASH.test(body)) found.push(`a password hash in ${where}`);
  };
  context.on('response', (response) => reading.push(read(response)));
  return async () => {
    const timer = setTimeout(() => giveUp(''), UNFINISHED_BODY_MS);
    await Promise.all(reading);
    clearTimeout(timer);
    return found;
  };
}

/** Everything the world's process wrote and everything in its database, as text and as bytes. */
export async function searchWorld(world: Pick<World, 'app' | 'sql'>): Promise<string[]> {
  const found = secretsIn(world.app.log()).map(() => 'a secret in the log');
  const tables = await world.sql("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  for (const { name } of tables) {
    const rows = await world.sql(`SELECT t::text AS text FROM "${name}" t`);
    const text = rows.map((row) => String(row.text)).join('\n');
    const bytes = text
      .match(/\\\\x[0-9a-f]+/g)
      ?.map((hex) => Buffer.from(hex.slice(3), 'hex').toString('latin1'));
    if (secretsIn([text, ...(bytes ?? [])].join('\n')).length > 0) found.push(`a secret in table ${name}`);
  }
  return found;
}
