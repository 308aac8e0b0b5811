import { encode } from 'next-auth/jwt';
import { createPerson, insertKey, type Person, SESSION_SECRET } from '../../e2e/support/people';
import type { Sql } from './world';

/** Somebody with a key that may make others, and with a browser that is signed in. */
export type Owner = Person & { secret: string; cookie: string; space: string };

export async function createOwner(sql: Sql): Promise<Owner> {
  const person = await createPerson(sql);
  const { secret } = await insertKey(sql, person, { name: 'The first', canCreateKeys: true });
  const [row] = await sql(
    'SELECT slug FROM spaces s JOIN members m ON m.space_id = s.id WHERE m.user_id = $1',
    [person.id],
  );
  return { ...person, secret, cookie: await sessionCookie(person), space: String(row?.slug) };
}

async function sessionCookie({ id }: Person): Promise<string> {
  const value = await encode({ token: { sub: id, sessionVersion: 0 }, secret: SESSION_SECRET });
  return `next-auth.session-token=${value}`;
}

export { insertKey };
