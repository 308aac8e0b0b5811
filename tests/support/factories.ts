import { randomUUID } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import type { Actor, ApiKeyActor } from '@/lib/actor';
import { createApiKey } from '@/lib/api-keys/api-keys';
import type { ApiKeyView, CreateApiKeyInput } from '@/lib/api-keys/schema';
import { db } from '@/lib/db';
import type { Role } from '@/lib/roles';
import { insertUser } from '@/lib/users/store';

/** The password of every person made here. */
export const PASSWORD = 'correct horse battery staple';
/** The lowest work factor there is: these hashes protect nobody, and tests make many people. */
const PASSWORD_HASH = hashSync(PASSWORD, 4);

/** A person, signed in. */
export async function createUser({ isSuperadmin = false, hasPassword = true } = {}): Promise<Actor> {
  const user = await insertUser({
    email: `${randomUUID()}@example.com`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    passwordHash: hasPassword ? PASSWORD_HASH : null,
    isSuperadmin,
  });
  if (user === 'email_taken') throw new Error('random addresses do not collide');
  return { userId: user.id, email: user.email, isSuperadmin, via: { door: 'session' } };
}

/** A space with one member. */
export async function createSpaceFor(actor: Actor, role: Role): Promise<{ id: string; slug: string }> {
  const slug = `space-${randomUUID()}`;
  return db().space.create({
    data: { slug, name: `Space ${slug}`, members: { create: { userId: actor.userId, role } } },
    select: { id: true, slug: true },
  });
}

export type Tenant = { actor: Actor; secret: string; apiKey: ApiKeyView };

/** A person with a key. */
export async function createTenant(key: Partial<CreateApiKeyInput> = {}): Promise<Tenant> {
  const actor = await createUser();
  return { actor, ...(await createKeyFor(actor, key)) };
}

/** Another key for a person. */
export function createKeyFor(actor: Actor, key: Partial<CreateApiKeyInput> = {}) {
  return createApiKey(actor, { name: `Key ${randomUUID()}`, ...key });
}

/** The same person, as they come through the API door with a key. */
export function throughKey({ actor, apiKey }: Tenant): ApiKeyActor {
  const key = { id: apiKey.id, canCreateKeys: apiKey.canCreateKeys, tier: apiKey.tier };
  return { ...actor, via: { door: 'api_key', key } };
}
