import {
  appPid,
  DataFolder,
  interrupt,
  type Platform,
  ready,
  startPlatform,
  startWorker,
} from './support/platform';
import { processesWith, until } from './support/processes';
import { addSlowChecks, makeSlowSource, slowSourceEnvironment, timesAsked } from './support/slow-source';

const folder = new DataFolder();
const environment = { ...slowSourceEnvironment(folder), QARION_EXECUTION_CONCURRENCY: '6' };
let secret: string;
afterAll(() => folder.remove());

type Row = {
  id: string;
  slug: string;
  status: string;
  value: number | null;
  attempt: number;
  deaths: number;
  started_at: Date;
  finished_at: Date | null;
};

/** The executions of the slow checks as they are stored, in the order of their start. */
const rows = () =>
  folder.query<Row>(
    `SELECT e.*, c.slug FROM executions e JOIN checks c ON c.id = e.check_id
     WHERE c.slug LIKE 'slow-%' ORDER BY e.started_at, e.id`,
  );
const isFinished = ({ finished_at }: Row) => finished_at !== null;
const isRunning = ({ status }: Row) => status === 'RUNNING';
const numberOf = ({ slug }: Row) => Number(slug.slice('slow-'.length));

/** Writes down each change of state from now on, whoever makes it. */
async function keepTransitions(): Promise<void> {
  await folder.query(`
    CREATE TABLE transitions (id uuid, old text, new text);
    CREATE FUNCTION keep_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO transitions VALUES (NEW.id, OLD.status, NEW.status); RETURN NULL; END $$;
    CREATE TRIGGER keep_transition AFTER UPDATE OF status ON executions
      FOR EACH ROW EXECUTE FUNCTION keep_transition()`);
}

/** How often each execution went from one state to another, like `<id> QUEUED RUNNING`. */
async function transitions(): Promise<Map<string, number>> {
  const counted = await folder.query<{ name: string; n: number }>(
    `SELECT concat_ws(' ', id, old, new) AS name, count(*)::int AS n FROM transitions GROUP BY 1`,
  );
  return new Map(counted.map(({ name, n }) => [name, n]));
}

/** Runs checks over the API, each under an idempotency key of its own; returns the executions' ids. */
function run(platform: Platform, slugs: string[], name: string): Promise<string[]> {
  return Promise.all(
    slugs.map(async (slug, index) => {
      const init = {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'idempotency-key': `${name}-${index}` },
      };
      const answer = await fetch(`${platform.origin}/api/s/my-space/quality/${slug}/run`, init);
      expect(answer.status).toBe(202);
      return ((await answer.json()) as { id: string }).id;
    }),
  );
}

/** Each has its one result, written once, after as many starts as were counted, one of a check at a time. */
async function expectEachOnce(ids: string[]): Promise<void> {
  const [stored, changes] = [await rows(), await transitions()];
  const own = stored.filter(({ id }) => ids.includes(id));
  expect(own).toHaveLength(ids.length);
  for (const row of own) {
    expect(row).toMatchObject({ status: 'PASS', value: numberOf(row) });
    const { id, attempt } = row;
    expect([id, changes.get(`${id} QUEUED RUNNING`)]).toEqual([id, attempt]);
    expect([id, changes.get(`${id} RUNNING QUEUED`) ?? 0]).toEqual([id, attempt - 1]);
    expect([id, changes.get(`${id} RUNNING PASS`)]).toEqual([id, 1]);
    const ofCheck = own.filter(({ slug }) => slug === row.slug);
    const [before] = ofCheck.slice(0, ofCheck.indexOf(row)).slice(-1);
    if (before) expect(row.started_at.getTime()).toBeGreaterThanOrEqual(Number(before.finished_at));
    // The source was asked at every start, but for those that ended before they came to that.
    const starts = ofCheck.reduce((sum, one) => sum + one.attempt, 0);
    const asked = timesAsked(folder, numberOf(row));
    expect(asked).toBeGreaterThanOrEqual(ofCheck.length);
    expect(asked).toBeLessThanOrEqual(starts);
  }
  expect([...changes.keys()].filter((name) => /^\S+ (PASS|WARNING|FAIL|ERROR) /.test(name))).toEqual([]);
}

it('finishes each of fifty executions once, though the server is killed with -9 in the middle of them', async () => {
  const first = await ready(await startPlatform(folder, environment));
  secret = await folder.makeKey('editor@example.com');
  await makeSlowSource(folder);
  await keepTransitions();
  const slugs = await addSlowChecks(folder, 1, 25, 0.4);
  const ids = await run(first, [...slugs, ...slugs], 'fifty');
  expect(new Set(ids).size).toBe(50);
  const pid = appPid(first);
  const isInTheMiddle = async () => {
    const stored = await rows();
    return stored.filter(isFinished).length >= 8 && stored.filter(isRunning).length >= 4;
  };
  await until(isInTheMiddle, 'some have finished and some run');
  process.kill(pid, 'SIGKILL');
  const killedAt = new Date();
  await first.ended;

  const second = await ready(await startPlatform(folder, environment));
  const done = (await rows()).filter(({ finished_at }) => finished_at && finished_at < killedAt);
  expect(await run(second, [...slugs, ...slugs], 'fifty')).toEqual(ids);
  await until(async () => (await rows()).every(isFinished), 'all have finished');
  expect(await rows()).toHaveLength(50);
  await expectEachOnce(ids);
  // What had finished is as it was, and only what was running had to be started again.
  expect(await rows()).toEqual(expect.arrayContaining(done));
  const again = (await rows()).filter(({ attempt }) => attempt > 1);
  expect(again.length).toBeGreaterThan(1);
  expect(again.map(({ deaths, started_at }) => ({ deaths, isLate: started_at > killedAt }))).toEqual(
    again.map(() => ({ deaths: 1, isLate: true })),
  );
  expect(await interrupt(second)).toBe(0);
});

it('leaves executions to workers of their own, of which one finishes what another was running as it was stopped', async () => {
  const platform = await ready(await startPlatform(folder, { ...environment, QARION_WORKER: 'off' }));
  const slugs = await addSlowChecks(folder, 101, 108, 2.5);
  const ids = await run(platform, slugs, 'two-workers');
  const own = async () => (await rows()).filter(({ id }) => ids.includes(id));
  // Longer than from one look for work to the next.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect((await own()).filter(({ status }) => status !== 'QUEUED')).toEqual([]);

  // What is set for servers does not keep a worker from working, wherever it is told the database is.
  const elsewhere = { DATABASE_URL: folder.databaseUrl, QARION_WORKER: 'off' };
  const starting = startWorker(folder, { ...environment, QARION_EXECUTION_CONCURRENCY: '1' });
  const stopped = await startWorker(folder, { ...environment, ...elsewhere });
  await until(async () => (await own()).filter(isRunning).length > 2, 'it runs some');
  stopped.child.kill('SIGTERM');
  expect((await stopped.ended).code).toBe(0);
  // At once, and not only when its hold on them would have run out.
  expect((await own()).filter(isRunning).length).toBeLessThanOrEqual(1);
  const other = await starting;
  expect(stopped.stderr()).toContain(`database "qarion" on ${folder.path}/postgres, 6 at a time`);
  expect(other.stderr()).toContain(`embedded PostgreSQL in ${folder.path}/postgres, 1 at a time`);
  expect(await interrupt(platform)).toBe(0);

  const last = await startWorker(folder, environment);
  await until(async () => (await own()).every(isFinished), 'all have finished');
  await expectEachOnce(ids);
  const again = (await own()).filter(({ attempt }) => attempt > 1);
  expect(again.length).toBeGreaterThan(1);
  expect(again.filter(({ deaths }) => deaths > 0)).toEqual([]);
  for (const { child } of [other, last]) child.kill('SIGKILL');
  await until(() => processesWith(folder.path).length === 0, 'they ended with their launchers');
  expect(folder.isDatabaseStopped).toBe(true);
});

it('starts a worker alone on the embedded database, and stops both', async () => {
  const worker = await startWorker(folder);
  expect(folder.isDatabaseStopped).toBe(false);
  worker.child.kill('SIGINT');
  expect((await worker.ended).code).toBe(0);
  expect(folder.isDatabaseStopped).toBe(true);
});

it('says how a worker is started, and refuses what it does not know', async () => {
  const [help, unknown] = await Promise.all([
    folder.run(['worker', '--help']),
    folder.run(['worker', '--what']),
  ]);
  expect(help).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('npm run worker') });
  expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--what') });
});
