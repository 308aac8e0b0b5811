import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { freePort } from '../support/app-process';
import { samplesOf } from '../support/scrapes';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from './support/platform';
import { ROOT, until } from './support/processes';

/** Several servers behind one port: whichever of them is scraped tells for all. */
const folder = new DataFolder();
let platform: Platform;
let primary: ChildProcess;
let origin: string;
let secret: string;
const events: string[] = [];
const happened = (event: string) => events.filter((one) => one === event).length;
const order = (text: string) => primary.stdin?.write(`${text}\n`);

beforeAll(async () => {
  // For its database; its own server is not asked.
  platform = await ready(await startPlatform(folder));
  secret = await folder.makeKey();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '' } = process.env;
  primary = spawn(process.execPath, ['tests/process/support/small-cluster.mjs'], {
    cwd: ROOT,
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: folder.databaseUrl,
      NEXTAUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
      QARION_WORKER: 'off',
      QARION_RATE_LIMIT: 'off',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (primary.stdout) createInterface(primary.stdout).on('line', (line) => events.push(line));
  order('fork\nfork\nfork');
  await until(() => happened('listening') === 3, 'three servers listen');
});
afterAll(async () => {
  order('end');
  await interrupt(platform);
  await folder.remove();
});

const ACCEPTED = 'qarion_key_verifications_total{outcome="accepted"}';
const COUNT = 'qarion_key_verification_duration_seconds_count';

/** Connections are handed out in turn, so that each server is scraped some time. */
async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${origin}/api/metrics`, { headers: { connection: 'close' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return samplesOf(text);
}

async function send(times: number): Promise<void> {
  for (let sent = 0; sent < times; sent++) {
    const init = { headers: { authorization: `Bearer ${secret}`, connection: 'close' } };
    expect((await fetch(`${origin}/api/users/me`, init)).status).toBe(200);
  }
}

const stale = () => new Promise((resolve) => setTimeout(resolve, 1_100));

it('the first scrape speaks of all of them, those included that have answered nothing yet', async () => {
  expect((await scrape()).get('qarion_database_pool_size')).toBe(30);
});

it('every server says the sum of all', async () => {
  await send(12);
  await stale();
  const scrapes = [await scrape(), await scrape(), await scrape()];
  expect(scrapes.map((samples) => samples.get(ACCEPTED))).toEqual([12, 12, 12]);
  expect(scrapes[0]?.get(COUNT)).toBe(12);
  expect(scrapes[0]?.get('qarion_database_pool_size')).toBe(30);
});

it('what all share is said once', async () => {
  const samples = await scrape();
  expect(samples.get('qarion_database_up')).toBe(1);
  expect(
    [...samples].filter(([name]) => name.startsWith('qarion_build_info')).map(([, value]) => value),
  ).toEqual([1]);
});

it('no counter falls when a server is killed, and none is waited for that is gone or only starting', async () => {
  await stale();
  expect((await scrape()).get(ACCEPTED)).toBe(12);
  order('SIGKILL');
  await until(() => happened('ended') === 1, 'a server ended');
  await stale();
  expect((await scrape()).get(ACCEPTED)).toBe(12);
  order('fork');
  await stale();
  expect((await scrape()).get(ACCEPTED)).toBe(12);
  await until(() => happened('listening') === 4, 'another server listens');
  await send(6);
  await stale();
  const samples = await scrape();
  expect(samples.get(ACCEPTED)).toBe(18);
  expect(samples.get(COUNT)).toBe(18);
  expect(samples.get('qarion_database_pool_size')).toBe(30);
});

/** What three scrapes at once are answered, one of which falls to each server. */
function threeScrapes(): Promise<(number | 'none')[]> {
  const init = { headers: { connection: 'close' }, signal: AbortSignal.timeout(8_000) };
  const scrapes = [1, 2, 3].map(() => fetch(`${origin}/api/metrics`, init));
  // The one that falls to a server that hangs comes to nothing.
  return Promise.all(scrapes.map((one) => one.then(({ status }) => status).catch(() => 'none' as const)));
}

it('a server that hangs makes the scrape an error, and not a smaller sum', async () => {
  await stale();
  order('SIGSTOP');
  const answers = await threeScrapes();
  order('SIGCONT');
  expect(answers.filter((answer) => answer === 503).length).toBeGreaterThanOrEqual(2);
  expect(answers).not.toContain(200);
  await until(async () => (await scrape().catch(() => null))?.get(ACCEPTED) === 18, 'it is well again');
});

it('one that dies while it is waited for is waited for no longer', async () => {
  await stale();
  order('SIGSTOP');
  const answers = threeScrapes();
  setTimeout(() => order('SIGKILL'), 500);
  expect((await answers).filter((answer) => answer === 200).length).toBeGreaterThanOrEqual(2);
  await stale();
  expect((await scrape()).get(ACCEPTED)).toBe(18);
});
