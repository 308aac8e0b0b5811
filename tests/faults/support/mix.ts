import { randomUUID } from 'node:crypto';
import type { Owner } from './people';
import { addEditor, createKey, type NewKey } from './victims';
import type { World } from './world';

/** How many keys there are to list, at about every moment. */
const KEYS = 50;

/** Something a client does, by the share it has of everything. */
type Deed = {
  share: number;
  name: string;
  expected: number;
  run(): Promise<{ status: number; body: string }>;
};

/**
 * What clients do all day: mostly they are let in, now and then they look at
 * keys, make and delete some, run a check, or push a value.
 */
export async function createMix(world: World, admin: Owner, editor: Owner): Promise<() => Deed> {
  const { client, anyOrigin } = world;
  const custom = await addEditor(world, admin, editor);
  const measured = `check-${randomUUID()}`;
  await addMeasuredCheck(world, admin, measured);
  const keys: NewKey[] = [];
  for (let i = 0; i < KEYS; i += 1) keys.push(await createKey(world, editor));
  const ask = (secret: string, pathname: string, method = 'GET', body?: unknown) =>
    client.ask(anyOrigin(), `/api${pathname}`, { secret, method, ...(body !== undefined && { body }) });

  const revoke = async () => {
    const key = keys.shift();
    if (!key) throw new Error('there are always keys');
    return ask(editor.secret, `/api-keys/${key.id}`, 'DELETE');
  };
  const create = async () => {
    const answer = await ask(editor.secret, '/api-keys', 'POST', { name: `Key ${randomUUID()}` });
    if (answer.status === 201) {
      const { id, full_key: secret } = JSON.parse(answer.body) as { id: string; full_key: string };
      keys.push({ id, secret });
    }
    return answer;
  };
  const push = `/s/${admin.space}/quality/${custom}/push`;
  const run = `/s/${admin.space}/quality/${measured}/run`;
  const verify = () => ask(keys[Math.floor(Math.random() * keys.length)]?.secret ?? '', '/users/me');
  const deeds: Deed[] = [
    { share: 0.02, name: 'create', expected: 201, run: create },
    { share: 0.02, name: 'revoke', expected: 204, run: revoke },
    { share: 0.1, name: 'list', expected: 200, run: () => ask(editor.secret, '/api-keys') },
    { share: 0.03, name: 'push', expected: 201, run: () => ask(editor.secret, push, 'POST', { value: 1 }) },
    { share: 0.005, name: 'run', expected: 202, run: () => ask(editor.secret, run, 'POST') },
    // With a key that nobody deletes in the meantime.
    { share: 0.4, name: 'verify', expected: 200, run: () => ask(editor.secret, '/users/me') },
    { share: 1, name: 'verify another', expected: 200, run: verify },
  ];
  return () => {
    let chance = Math.random();
    const deed = deeds.find(({ share }) => {
      chance -= share;
      return chance < 0;
    });
    // The number of keys stays about what it is.
    if (deed?.name === 'revoke' && keys.length < KEYS) return deeds[0] as Deed;
    if (deed?.name === 'create' && keys.length > KEYS) return deeds[1] as Deed;
    return deed as Deed;
  };
}

/** A check that asks a database for a number, which the processes' workers do. */
async function addMeasuredCheck(world: World, admin: Owner, slug: string): Promise<void> {
  await world.sql(
    `INSERT INTO sources (id, space_id, name, kind, location)
     SELECT gen_random_uuid(), id, 'soak', 'postgres', 'QARION_SOURCE_SOAK' FROM spaces WHERE slug = $1`,
    [admin.space],
  );
  await world.sql(
    `INSERT INTO checks (id, space_id, source_id, slug, name, check_type, query, thresholds)
     SELECT gen_random_uuid(), o.space_id, o.id, $2, 'Measured', 'sql_metric', 'SELECT 1',
            '{"critical": {"operator": "lt", "value": 0}}'
       FROM sources o JOIN spaces s ON s.id = o.space_id WHERE s.slug = $1 AND o.name = 'soak'`,
    [admin.space, slug],
  );
}
