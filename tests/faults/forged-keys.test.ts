import { forgedKeys } from './support/forged-keys';
import { createOwner, type Owner } from './support/people';
import { SIZES } from './support/sizes';
import { say } from './support/until';
import { createKey } from './support/victims';
import { startWorld, type World } from './support/world';

/** Another seed each time, told in the output, so that every run tries others and any can be run again. */
const SEED = Number(process.env.QARION_FAULTS_SEED || Math.floor(Math.random() * 2 ** 31));
const KEYS = 20;
const IN_FLIGHT = 16;

let world: World;
let keys: string[];
beforeAll(async () => {
  world = await startWorld({ processes: 2 });
  process.env.DATABASE_URL = world.server.url;
  const owners: Owner[] = [await createOwner(world.sql), await createOwner(world.sql)];
  keys = [];
  for (let i = 0; i < KEYS; i += 1) keys.push((await createKey(world, owners[i % 2] as Owner)).secret);
});
afterAll(async () => {
  const { db } = await import('@/lib/db');
  await db().$disconnect();
  await world.stop();
});

/** Tries so many forged keys, some at a time, and counts what became of them. */
async function tryMany(
  count: number,
  attempt: (text: string) => Promise<string>,
): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  const forged = forgedKeys(keys, SEED);
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const { kind, text } = forged.next().value as { kind: string; text: string };
      const outcome = await attempt(text);
      const name = outcome === 'refused' ? outcome : `${outcome}: ${kind}`;
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return outcomes;
}

it('no random, mutated or truncated key is accepted over HTTP, each is a 401, and good ones go on working', async () => {
  const outcomes = await tryMany(SIZES.forgedOverHttp, async (text) => {
    // As bytes, because a header knows no other characters than those of one byte.
    const secret = Buffer.from(text, 'utf8').toString('latin1');
    const { status } = await world.client.ask(world.anyOrigin(), '/api/users/me', { secret });
    return status === 401 ? 'refused' : `answered ${status}`;
  });
  say(`forged keys over HTTP, seed ${SEED}: ${JSON.stringify(Object.fromEntries(outcomes))}`);
  expect(Object.fromEntries(outcomes)).toEqual({ refused: SIZES.forgedOverHttp });
  for (const secret of keys) {
    for (const { origin } of world.apps) {
      expect((await world.client.ask(origin, '/api/users/me', { secret })).status).toBe(200);
    }
  }
});

it('no random, mutated or truncated key gets past the verification itself', async () => {
  const { authenticateApiKey } = await import('@/lib/auth/authenticate-api-key');
  const { AppError } = await import('@/lib/errors/app-error');
  const authenticate = (text: string) => {
    const authorization = `Bearer ${Buffer.from(text, 'utf8').toString('latin1')}`;
    return authenticateApiKey(new Request('http://localhost/api/users/me', { headers: { authorization } }));
  };
  const outcomes = await tryMany(SIZES.forgedInProcess, (text) =>
    authenticate(text).then(
      ({ email }) => `accepted as ${email}`,
      (error: unknown) =>
        error instanceof AppError && error.code === 'invalid_token' ? 'refused' : String(error),
    ),
  );
  say(`forged keys in process, seed ${SEED}: ${JSON.stringify(Object.fromEntries(outcomes))}`);
  expect(Object.fromEntries(outcomes)).toEqual({ refused: SIZES.forgedInProcess });
  for (const secret of keys) await expect(authenticate(secret)).resolves.toBeDefined();
});
