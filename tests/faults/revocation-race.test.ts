import { startCachingProxy } from './support/caching-proxy';
import { createOwner, type Owner } from './support/people';
import { describeRace, type RaceResult, raceMany, type Victim } from './support/race';
import { SIZES } from './support/sizes';
import { say } from './support/until';
import {
  addEditor,
  deactivatedOwner,
  expiringKey,
  type Field,
  loweredRole,
  removedMember,
  revokedKey,
} from './support/victims';
import { startWorld, type World } from './support/world';

/** "At once" and "in every process", said of everything that ends a key's rights. */
let world: World;
let field: Field;
let owner: Owner;
beforeAll(async () => {
  world = await startWorld({ processes: 4 });
  // The operator's part is done in this process: one more beside the four.
  process.env.DATABASE_URL = world.server.url;
  field = { world, origins: world.apps.map(({ origin }) => origin) };
  owner = await createOwner(world.sql);
});
afterAll(async () => {
  const { db } = await import('@/lib/db');
  await db().$disconnect();
  await world.stop();
});

async function runRace(what: string, count: number, makeVictim: () => Promise<Victim>): Promise<RaceResult> {
  const result = await raceMany(count, makeVictim);
  say(describeRace(what, count, result));
  return result;
}

/** No request was accepted that started after the end; and there was something to see before and after it. */
function expectExact(result: RaceResult, count: number): void {
  const isStrange = result.strange.length > 0;
  // Only then is there anything to learn from what the processes had to say.
  const said = isStrange ? world.apps.map(({ log }) => log().slice(0, 3_000)) : [];
  expect({ strange: result.strange.slice(0, 5), said }).toEqual({ strange: [], said: [] });
  expect(result.violations.slice(0, 5)).toEqual([]);
  // Each of the processes accepted it before, and refused it twice after.
  expect(result.acceptedBefore).toBeGreaterThanOrEqual(count * field.origins.length);
  expect(result.refusedAfter).toBeGreaterThanOrEqual(count * field.origins.length * 2);
}

/** An admin and an editor in a space of their own, so that races do not meet. */
async function newPlace() {
  const [admin, editor] = await Promise.all([createOwner(world.sql), createOwner(world.sql)]);
  return { admin, editor, check: await addEditor(world, admin, editor) };
}

it('a deleted key is refused by every process as soon as the deletion is answered', async () => {
  let made = 0;
  const result = await runRace('deleted, every fourth in Settings', SIZES.revocations, () => {
    made += 1;
    return revokedKey(field, owner, made % 4 === 0 ? 'action' : 'api');
  });
  expectExact(result, SIZES.revocations);
});

it('this race finds a single process that remembers accepted keys for one second', async () => {
  const [first = '', ...others] = field.origins;
  const proxy = await startCachingProxy(world.client, first, 1_000);
  try {
    const cached = { world, origins: [proxy.origin, ...others] };
    const result = await runRace('deleted, with a cache put in', 8, () => revokedKey(cached, owner, 'api'));
    expect(result.violations.length).toBeGreaterThan(0);
    expect(result.violations.filter((violation) => !violation.includes('process 0'))).toEqual([]);
  } finally {
    proxy.stop();
  }
});

it('a key is refused by every process as soon as it has expired', async () => {
  const result = await runRace('expired', SIZES.otherEnds, () => expiringKey(field, owner));
  expectExact(result, SIZES.otherEnds);
});

it('a lowered role holds for existing keys in every process as soon as the change is answered', async () => {
  let made = 0;
  const result = await runRace('role lowered, every other on the page', SIZES.otherEnds, async () => {
    made += 1;
    return loweredRole(field, await newPlace(), made % 2 === 0 ? 'action' : 'api');
  });
  expectExact(result, SIZES.otherEnds);
});

it('a removed member’s keys find the space in no process as soon as the removal is answered', async () => {
  const result = await runRace('member removed', SIZES.otherEnds, async () =>
    removedMember(field, await newPlace()),
  );
  expectExact(result, SIZES.otherEnds);
});

it('the keys of a deactivated person are refused by every process as soon as the operator is told so', async () => {
  const { setUserActive } = await import('@/lib/users/users');
  const { operatorActor } = await import('@/lib/auth/operator');
  const result = await runRace('owner deactivated', SIZES.otherEnds, async () => {
    const somebody = await createOwner(world.sql);
    return deactivatedOwner(field, somebody, (email) => setUserActive(operatorActor(), email, false));
  });
  expectExact(result, SIZES.otherEnds);
});
