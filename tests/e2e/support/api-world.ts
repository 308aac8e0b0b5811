import { randomBytes, randomUUID } from 'node:crypto';
import { displayPrefix, generateSecret, hashSecret } from '../../../lib/api-keys/token';
import { type AppProcess, startAppProcess } from '../../support/app-process';
import { DatabaseProxy } from '../../support/database-proxy';
import { withClient } from '../../support/sql';

/**
 * The built application on a database of its own, with one key in each state,
 * and a proxy in between that counts statements and can cut the connection.
 */
export type ApiWorld = {
  origin: string;
  app: AppProcess;
  database: DatabaseProxy;
  keys: Record<'good' | 'other' | 'expired' | 'revoked' | 'ownerless', string>;
  isFirstUseWritten(): Promise<boolean>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
};

export async function startApiWorld(env: Record<string, string> = {}): Promise<ApiWorld> {
  const { TEST_SERVER_URL: server = '', TEST_TEMPLATE: template = '' } = process.env;
  const name = `qarion_test_${randomBytes(8).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(server);
  url.pathname = name;
  const sql: ApiWorld['sql'] = (text, values = []) =>
    withClient(url.href, async (client) => (await client.query(text, values)).rows);

  const owner = await insertUser(sql, { deactivated: false });
  const stranger = await insertUser(sql, { deactivated: false });
  const gone = await insertUser(sql, { deactivated: true });
  const keys = {
    good: await insertKey(sql, owner, { mayCreate: true }),
    other: await insertKey(sql, stranger),
    expired: await insertKey(sql, owner, { expiresAt: new Date(Date.now() - 1000) }),
    revoked: await insertKey(sql, owner, { revokedAt: new Date() }),
    ownerless: await insertKey(sql, gone),
  };
  const database = await DatabaseProxy.start(url.href);
  const app = await startAppProcess(database.url, env);
  return {
    origin: app.origin,
    app,
    database,
    keys,
    sql,
    async isFirstUseWritten() {
      const [row] = await sql('SELECT last_used_at FROM api_keys WHERE key_hash = $1', [
        Buffer.from(hashSecret(keys.good)),
      ]);
      return row?.last_used_at !== null;
    },
    async stop() {
      await app.stop();
      await database.stop();
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function insertUser(sql: ApiWorld['sql'], { deactivated }: { deactivated: boolean }): Promise<string> {
  const id = randomUUID();
  await sql('INSERT INTO users (id, email, deactivated_at) VALUES ($1, $2, $3)', [
    id,
    `${id}@example.com`,
    deactivated ? new Date() : null,
  ]);
  return id;
}

type KeyState = { mayCreate?: boolean; expiresAt?: Date; revokedAt?: Date };

async function insertKey(sql: ApiWorld['sql'], userId: string, state: KeyState = {}): Promise<string> {
  const secret = generateSecret();
  const { mayCreate = false, expiresAt = null, revokedAt = null } = state;
  await sql(
    `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash, can_create_keys, expires_at, revoked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      randomUUID(),
      userId,
      `Key ${randomUUID()}`,
      displayPrefix(secret),
      Buffer.from(hashSecret(secret)),
      mayCreate,
      expiresAt,
      revokedAt,
    ],
  );
  return secret;
}
