import { say } from '../scripts/lib/terminal';
import { withApp } from './lib/app';
import { type Databases, withDatabases } from './lib/databases';
import { fillWithKeys, KEYS_EACH, PERSON } from './lib/fill';
import { fillWithChecks } from './lib/fill-checks';
import { latency, withKey } from './lib/http-load';
import { type Explained, sequentialScans, withPlans } from './lib/plans';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { SESSION_ENVIRONMENT, sessionCookie } from './lib/session';
import { ratiosOf } from './lib/statistics';

/*
 * Whether lists are as quick when there is much that is not on them: a person's
 * 50 keys among two million, and a page of a space's 10,000 checks, each as a
 * page for people and over the API; against the same with few rows. Then the
 * plans of all statements that these four lead to are looked through for one
 * that reads a whole table.
 */
const MANY = { keys: 2_000_000, checks: 10_000 };
const FEW = { keys: KEYS_EACH, checks: 100 };
const BIG_TABLES = ['api_keys', 'api_key_days', 'users', 'checks', 'executions'];
const ROUNDS = { rounds: 7, turns: 2 };
const REQUESTS = 25;

type Filled = { url: string; secret: string; space: string };
type Lists = Awaited<ReturnType<typeof listsOf>>;

export async function run(): Promise<Outcome> {
  return await withDatabases(async ({ create }) => {
    const few = await fill(create, 'list_few', FEW);
    const many = await fill(create, 'list_many', MANY);
    const options = { env: SESSION_ENVIRONMENT };
    const timed = await withApp(
      few.url,
      (small) => withApp(many.url, (large) => compare(small.origin, few, large.origin, many), options),
      options,
    );
    const plans = await withPlans(many.url, (url) =>
      withApp(url, ({ origin }) => visitAll(origin, many), options),
    );
    return { lines: [...timed.lines, scansLine(plans)], numbers: { ...timed.numbers, plans: plans.length } };
  });
}

async function fill(create: Databases['create'], name: string, size: typeof MANY): Promise<Filled> {
  say(`  ${size.keys.toLocaleString('en')} keys, ${size.checks.toLocaleString('en')} checks`);
  const url = await create(name);
  const [secret = ''] = await fillWithKeys(url, size.keys);
  return { url, secret, space: await fillWithChecks(url, size.checks) };
}

async function compare(
  smallOrigin: string,
  few: Filled,
  largeOrigin: string,
  many: Filled,
): Promise<Outcome> {
  const [small, large] = [await listsOf(few), await listsOf(many)];
  const names = Object.keys(small) as (keyof Lists)[];
  const sides = Object.fromEntries(
    names.flatMap((name) => [
      [`${name}, few`, () => latency(smallOrigin, small[name], REQUESTS)],
      [`${name}, many`, () => latency(largeOrigin, large[name], REQUESTS)],
    ]),
  );
  const series = await inRounds(sides, ROUNDS);
  const ratioOf = (name: string) => ratiosOf(series[`${name}, many`] ?? [], series[`${name}, few`] ?? []);
  return {
    lines: names.map((name) => line(`${name}: among many / among few`, ratioOf(name))),
    numbers: { unit: 'ms at the median', ...mediansOf(series) },
  };
}

/** What is asked for: pages with a session, the API with a key. */
async function listsOf({ secret, space }: Filled) {
  const { name, value } = await sessionCookie(PERSON.id);
  const headers = { cookie: `${name}=${value}` };
  return {
    'keys, page': { path: '/settings/api-keys', headers },
    'keys, API': withKey('/api/api-keys', secret),
    'checks, page': { path: `/spaces/${space}/checks`, headers },
    'checks, API': withKey(`/api/quality/checks?space=${space}&size=100`, secret),
  };
}

async function visitAll(origin: string, filled: Filled): Promise<void> {
  for (const request of Object.values(await listsOf(filled))) await latency(origin, request, 3);
}

function scansLine(plans: Explained[]) {
  const scans = sequentialScans(plans, BIG_TABLES);
  for (const scan of new Set(scans)) say(`  reads a whole table: ${scan}`);
  if (plans.length === 0) throw new Error('No plan came through.');
  return line('statements that read a whole table', [scans.length], { atMost: 0 }, 'scans');
}
