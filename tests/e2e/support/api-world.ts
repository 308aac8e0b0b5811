import { createPerson, insertKey } from './people';
import { startWorld, type World } from './world';

/** A world with one key in each state, for asking the API. */
export type ApiWorld = World & {
  keys: Record<'good' | 'other' | 'expired' | 'revoked' | 'ownerless', string>;
};

export async function startApiWorld(env: Record<string, string> = {}): Promise<ApiWorld> {
  const world = await startWorld(env);
  const [owner, stranger, gone] = await Promise.all([1, 2, 3].map(() => createPerson(world.sql)));
  if (!owner || !stranger || !gone) throw new Error('three people were made');
  await world.sql('UPDATE users SET deactivated_at = now() WHERE id = $1', [gone.id]);
  const make = async (...[person, seed]: [typeof owner, Parameters<typeof insertKey>[2]]) =>
    (await insertKey(world.sql, person, seed)).secret;
  const keys = {
    good: await make(owner, { name: 'Good', canCreateKeys: true }),
    other: await make(stranger, { name: 'Somebody else’s' }),
    expired: await make(owner, { name: 'Expired', expiresInDays: -1, createdDaysAgo: 2 }),
    revoked: await make(owner, { name: 'Revoked', isRevoked: true }),
    ownerless: await make(gone, { name: 'Ownerless' }),
  };
  return { ...world, keys };
}
