import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callAction } from './action';
import type { Answer } from './client';
import { insertKey, type Owner } from './people';
import type { Victim } from './race';
import type { World } from './world';

/** Where the races' requests go: one origin for each process. */
export type Field = { world: World; origins: string[] };

export type NewKey = { id: string; secret: string };

/** A key made through the API of whichever process. */
export async function createKey({ client, anyOrigin }: World, owner: Owner): Promise<NewKey> {
  const body = { name: `Key ${randomUUID()}` };
  const answer = await client.ask(anyOrigin(), '/api/api-keys', {
    method: 'POST',
    secret: owner.secret,
    body,
  });
  const { id, full_key: secret } = JSON.parse(expecting(answer, 201).body) as {
    id: string;
    full_key: string;
  };
  return { id, secret };
}

/** A key that is deleted over the API, or by the page's server action. */
export async function revokedKey(field: Field, owner: Owner, through: 'api' | 'action'): Promise<Victim> {
  const { client, anyOrigin } = field.world;
  const { id, secret } = await createKey(field.world, owner);
  return {
    ...whoAmI(field, secret),
    async end() {
      if (through === 'api') {
        const answer = await client.ask(anyOrigin(), `/api/api-keys/${id}`, {
          method: 'DELETE',
          secret: owner.secret,
        });
        return expecting(answer, 204).answeredAt;
      }
      const page = '/settings/api-keys';
      const action = 'revokeApiKeyAction';
      return (await callAction(client, anyOrigin(), owner, { page, action, input: { id } })).answeredAt;
    },
  };
}

/** How far off an end is when it is set. */
const SOON_MS = 50;

/** A key that runs out by itself, a moment after its end was set. */
export async function expiringKey(field: Field, owner: Owner): Promise<Victim> {
  const { sql } = field.world;
  const { secret } = await insertKey(sql, owner, { name: `Key ${randomUUID()}` });
  return {
    ...whoAmI(field, secret),
    async end() {
      const expiresAt = Date.now() + SOON_MS;
      await sql("UPDATE api_keys SET expires_at = $2 WHERE key_hash = sha256(convert_to($1, 'UTF8'))", [
        secret,
        new Date(expiresAt),
      ]);
      while (Date.now() < expiresAt) await sleep(expiresAt - Date.now());
      return performance.now();
    },
  };
}

/** The key of a person whose account is deactivated. Accounts are mended by the operator, beside all processes. */
export async function deactivatedOwner(
  field: Field,
  owner: Owner,
  deactivate: (email: string) => Promise<void>,
): Promise<Victim> {
  return {
    ...whoAmI(field, owner.secret),
    async end() {
      await deactivate(owner.email);
      return performance.now();
    },
  };
}

/** A check that takes pushed values, in the space of an admin, and an editor who pushes them. */
export async function addEditor(world: World, admin: Owner, editor: Owner): Promise<string> {
  await world.sql(
    `UPDATE members SET role = 'admin' WHERE user_id = $1
       AND space_id = (SELECT id FROM spaces WHERE slug = $2)`,
    [admin.id, admin.space],
  );
  const slug = `check-${randomUUID()}`;
  const members = `/api/spaces/${admin.space}/members`;
  const question = { method: 'POST', secret: admin.secret };
  const origin = world.anyOrigin();
  expecting(
    await world.client.ask(origin, members, { ...question, body: { email: editor.email, role: 'editor' } }),
    201,
  );
  const body = {
    space: admin.space,
    slug,
    name: 'Pushed',
    check_type: 'custom',
    thresholds: { critical: { operator: 'gte', value: 1 } },
  };
  expecting(await world.client.ask(origin, '/api/quality/checks', { ...question, body }), 201);
  return slug;
}

type Place = { admin: Owner; editor: Owner; check: string };

/** An editor who becomes a viewer: what needs an editor is then refused to the same key. */
export function loweredRole(field: Field, place: Place, through: 'api' | 'action'): Victim {
  const { admin, editor } = place;
  const { client, anyOrigin } = field.world;
  const input = { space: admin.space, userId: editor.id, role: 'viewer' };
  return {
    ...push(field, place, 403),
    async end() {
      if (through === 'action') {
        const page = `/spaces/${admin.space}/members`;
        return (await callAction(client, anyOrigin(), admin, { page, action: 'changeRoleAction', input }))
          .answeredAt;
      }
      const path = `/api/spaces/${admin.space}/members/${editor.id}`;
      const question = { method: 'PATCH', secret: admin.secret, body: { role: 'viewer' } };
      return expecting(await client.ask(anyOrigin(), path, question), 200).answeredAt;
    },
  };
}

/** An editor who is taken out of the space: it is not there for their key any more. */
export function removedMember(field: Field, place: Place): Victim {
  const { admin, editor } = place;
  return {
    ...push(field, place, 404),
    async end() {
      const path = `/api/spaces/${admin.space}/members/${editor.id}`;
      const question = { method: 'DELETE', secret: admin.secret };
      const { client, anyOrigin } = field.world;
      return expecting(await client.ask(anyOrigin(), path, question), 204).answeredAt;
    },
  };
}

function whoAmI({ world, origins }: Field, secret: string): Omit<Victim, 'end'> {
  return {
    processes: origins.length,
    accepted: 200,
    refused: 401,
    ask: (process) => world.client.ask(origins[process] ?? '', '/api/users/me', { secret }),
  };
}

function push(
  { world, origins }: Field,
  { admin, editor, check }: Place,
  refused: number,
): Omit<Victim, 'end'> {
  const path = `/api/s/${admin.space}/quality/${check}/push`;
  return {
    processes: origins.length,
    accepted: 201,
    refused,
    ask: (process) =>
      world.client.ask(origins[process] ?? '', path, {
        method: 'POST',
        secret: editor.secret,
        body: { value: 1 },
      }),
  };
}

function expecting(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`expected ${status}: ${answer.status} ${answer.body}`);
  return answer;
}
