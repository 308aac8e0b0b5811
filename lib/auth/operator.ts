import 'server-only';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import { emailSchema } from '../users/schema';
import { findUserByEmail } from '../users/store';

/**
 * The operator door, for scripts run by whoever runs the server: they act as
 * the person whose e-mail address they name.
 *
 * @throws AppError `not_found` when no active user has this address.
 */
export async function operatorFor(email: string): Promise<Actor> {
  const user = await findUserByEmail(emailSchema.catch('').parse(email));
  if (!user || user.deactivatedAt) {
    throw new AppError('not_found', { detail: `There is no active user ${email}.` });
  }
  return { userId: user.id, email: user.email, isSuperadmin: user.isSuperadmin, via: { door: 'operator' } };
}

/** Whoever runs the server, acting as nobody in particular: for making and mending accounts. */
export function operatorActor(): Actor {
  return { userId: NIL_UUID, email: 'operator', isSuperadmin: true, via: { door: 'operator' } };
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';
