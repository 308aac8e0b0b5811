import { compare, hash, hashSync, truncates } from 'bcryptjs';

/** bcrypt's work factor: about a quarter of a second a try. */
const COST = 12;

/** Compared against when there is no such account, so that the answer takes as long as if there were. */
const NOBODY = hashSync('nobody has this password', COST);

/** @returns A bcrypt hash. `newPasswordSchema` has refused what bcrypt would cut off. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether the password fits the hash; always false, and just as slow, when there
 * is no hash. What bcrypt would cut off does not fit either: more was typed
 * than the password is long.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const fits = await compare(password, passwordHash ?? NOBODY);
  return fits && passwordHash !== null && !truncates(password);
}
