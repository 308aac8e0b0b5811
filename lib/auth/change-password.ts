import 'server-only';
import { headers } from 'next/headers';
import type { Actor } from '../actor';
import type { ChangePasswordInput } from '../users/schema';
import { changePassword } from '../users/users';
import { renewSession } from './session-cookie';
import { countAttempt, forgiveAttempt, uncountIfBusy } from './sign-in-limits';

/**
 * Changes the signed-in person's password and keeps this browser signed in.
 * The old password is asked for, and wrong ones count like failed sign-ins: a
 * stolen session is no place to guess.
 *
 * @throws AppError `too_many_attempts`, `busy`, and those of `changePassword`.
 */
export async function changePasswordHere(actor: Actor, input: ChangePasswordInput): Promise<void> {
  const address = (await headers()).get('x-forwarded-for') ?? 'unknown';
  const attempt = { email: actor.email, address };
  await countAttempt(attempt);
  const { sessionVersion } = await uncountIfBusy(attempt, changePassword(actor, input));
  await forgiveAttempt(attempt);
  await renewSession(actor.userId, sessionVersion);
}
