import path from 'node:path';
import { withApp } from './lib/app';
import { buildCopy } from './lib/app-copy';
import { withDatabases } from './lib/databases';
import { fillWithKeys } from './lib/fill';
import { requestsPerSecond, withKey } from './lib/http-load';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * What a key costs a request: a route that does nothing, behind `withApiKey`,
 * against the same route in front of it, on the built application. Both get the
 * same requests with the same keys, whose shape no middleware is run for. For
 * information, a third one without anything of ours but the server.
 */
const KEYS = 256;
const ROUNDS = { rounds: 7, turns: 3 };
const LOAD = { connections: 16, amount: 700, status: 200 };

const ROUTES = path.join(__dirname, 'request-routes');

export async function run(): Promise<Outcome> {
  const copy = await buildCopy({ 'app/api/bench': ROUTES });
  return await withDatabases(async ({ create }) => {
    const url = await create('request');
    const secrets = await fillWithKeys(url, KEYS);
    return await withApp(url, ({ origin }) => compare(origin, secrets), { folder: copy });
  });
}

async function compare(origin: string, secrets: string[]): Promise<Outcome> {
  const rate = (name: string) => () => {
    const requests = secrets.map((secret) => withKey(`/api/bench/${name}`, secret));
    return requestsPerSecond(origin, { requests, ...LOAD });
  };
  const series = await inRounds({ guarded: rate('guarded'), open: rate('open'), bare: rate('bare') }, ROUNDS);
  return {
    lines: [
      line('with a key / the same route without', ratiosOf(series.guarded, series.open), { atLeast: 0.75 }),
      line('with a key / a route with nothing of ours', ratiosOf(series.guarded, series.bare)),
    ],
    numbers: { unit: 'requests a second on 16 connections', ...mediansOf(series) },
  };
}
