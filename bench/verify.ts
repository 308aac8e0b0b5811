import { findKeyWithOwner } from '../lib/api-keys/store';
import { hashSecret } from '../lib/api-keys/token';
import { authenticateApiKey } from '../lib/auth/authenticate-api-key';
import { pool } from '../lib/db';
import { startBetterAuth } from './lib/better-auth';
import { withDatabases } from './lib/databases';
import { fillWithKeys } from './lib/fill';
import { perSecond } from './lib/in-flight';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * How much of what the database can answer is left when a key is verified: the
 * whole verification (header, checksum, hash, statement, actor, and the note that
 * the key was used) against a bare prepared SELECT by the same index on the same
 * pool, and against the verification of better-auth's API-key plugin.
 */
/** In a table much smaller than this the database reads every row rather than the index. */
const KEYS = 20_000;
const THEIR_KEYS = 256;
const ROUNDS = { rounds: 9, turns: 5 };
const LOAD = { inFlight: 16, milliseconds: 250 };

export async function run(): Promise<Outcome> {
  return await withDatabases(async ({ create }) => {
    process.env.DATABASE_URL = await create('keys');
    const secrets = await fillWithKeys(process.env.DATABASE_URL, KEYS);
    const theirs = await startBetterAuth(await create('better_auth'), THEIR_KEYS);
    try {
      return await compare(secrets, theirs.verify);
    } finally {
      await theirs.stop();
      await pool().end();
    }
  });
}

async function compare(secrets: string[], betterAuth: (index: number) => Promise<void>): Promise<Outcome> {
  // The framework hands over a request that is made already.
  const requests = secrets.map(
    (secret) => new Request('http://localhost/api', { headers: headersWith(secret) }),
  );
  const hashes = secrets.map((secret) => Buffer.from(hashSecret(secret)));
  const bare = {
    name: 'bare',
    text: 'SELECT id, user_id, expires_at, revoked_at FROM api_keys WHERE key_hash = $1',
  };
  const series = await inRounds(
    {
      verify: () => perSecond((index) => authenticateApiKey(at(requests, index)), LOAD),
      bareSelect: () => perSecond((index) => pool().query({ ...bare, values: [at(hashes, index)] }), LOAD),
      statement: () => perSecond((index) => findKeyWithOwner(at(hashes, index)), LOAD),
      betterAuth: () => perSecond(betterAuth, LOAD),
    },
    ROUNDS,
  );
  return {
    lines: [
      line('verification / prepared SELECT', ratiosOf(series.verify, series.bareSelect), { atLeast: 0.6 }),
      line('verification / its own statement alone', ratiosOf(series.verify, series.statement)),
      line('verification / better-auth’s', ratiosOf(series.verify, series.betterAuth), { atLeast: 10 }),
    ],
    numbers: { unit: 'per second, 16 in flight', ...mediansOf(series) },
  };
}

function headersWith(secret: string): Record<string, string> {
  return {
    authorization: `Bearer ${secret}`,
    'user-agent': 'python-httpx/0.27',
    'x-forwarded-for': '203.0.113.7',
    accept: 'application/json',
  };
}

function at<T>(items: T[], index: number): T {
  return items[index % items.length] as T;
}
