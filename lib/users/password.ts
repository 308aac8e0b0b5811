import { truncates } from 'bcryptjs';
import { compareInThread, hashInThread } from './password-threads';

/** bcrypt's work factor: about a quarter of a second a try. */
const COST = 12;

/**
 * Compared against when there is no such account, so that the answer takes as
 * long as if there were. The hash of random bytes that nobody kept.
 */
const NOBODY = '$2b$12$mB3YhWDVvuFTXj94xR/wo.DcT8EU/O5UYEv0N.2JHZKHETsHuc/Te';

/**
 * @returns A bcrypt hash. `newPasswordSchema` has refused what bcrypt would cut off.
 * @throws AppError `busy`.
 */
export function hashPassword(password: string): Promise<string> {
  return hashInThread(password, COST);
}

/**
 * Whether the password fits the hash; always false, and just as slow, when there
 * is no hash. What bcrypt would cut off does not fit either: more was typed
 * than the password is long.
 *
 * @throws AppError `busy`.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const fits = await compareInThread(password, passwordHash ?? NOBODY);
  return fits && passwordHash !== null && !truncates(password);
}
