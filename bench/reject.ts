import { generateSecret } from '../lib/api-keys/token';
import { DatabaseProxy } from '../tests/support/database-proxy';
import { withApp } from './lib/app';
import { withDatabases } from './lib/databases';
import { fillWithKeys } from './lib/fill';
import { type HttpLoad, requestsPerSecond, withKey } from './lib/http-load';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * How fast the built application says no, and what that costs the database: keys
 * of the wrong shape, which the edge turns away, keys whose checksum does not
 * fit, and keys that are well-formed and unknown; against good keys on a path
 * where nothing is. A proxy before the database counts the statements.
 */
const KEYS = 256;
const ROUNDS = { rounds: 7, turns: 3 };
const LOAD = { connections: 16, amount: 400 };
const PATH = '/api/no-such-path';

export async function run(): Promise<Outcome> {
  return await withDatabases(async ({ create }) => {
    const url = await create('reject');
    const good = await fillWithKeys(url, KEYS);
    const proxy = await DatabaseProxy.start(url);
    try {
      return await withApp(proxy.url, ({ origin }) => compare(origin, proxy, good));
    } finally {
      await proxy.stop();
    }
  });
}

async function compare(origin: string, proxy: DatabaseProxy, good: string[]): Promise<Outcome> {
  const statements: Record<string, number[]> = { malformed: [], mistyped: [], unknown: [], good: [] };
  const side = (name: string, secrets: string[], status: number) => async () => {
    const requests = secrets.map((secret) => withKey(PATH, secret));
    const before = proxy.statements;
    const rate = await requestsPerSecond(origin, { requests, status, ...LOAD } satisfies HttpLoad);
    statements[name]?.push((proxy.statements - before) / LOAD.amount);
    return rate;
  };
  const series = await inRounds(
    {
      malformed: side(
        'malformed',
        good.map((secret) => secret.slice(0, -1)),
        401,
      ),
      mistyped: side('mistyped', good.map(swapLast), 401),
      unknown: side('unknown', good.map(generateSecret), 401),
      good: side('good', good, 404),
    },
    ROUNDS,
  );
  const { malformed = [], mistyped = [], unknown = [] } = statements;
  return {
    lines: [
      line('statements per malformed key', malformed, { atMost: 0 }, 'queries'),
      line('statements per wrong checksum', mistyped, { atMost: 0 }, 'queries'),
      line('statements per unknown key', unknown, { atMost: 1 }, 'queries'),
      line('malformed / good', ratiosOf(series.malformed, series.good)),
      line('wrong checksum / good', ratiosOf(series.mistyped, series.good)),
      line('unknown / good', ratiosOf(series.unknown, series.good)),
    ],
    numbers: { unit: 'requests a second on 16 connections', ...mediansOf(series) },
  };
}

/** The same with its last character changed, so that the checksum does not fit. */
function swapLast(secret: string): string {
  return secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
}
