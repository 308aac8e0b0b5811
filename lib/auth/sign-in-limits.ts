import 'server-only';
import { createHash } from 'node:crypto';
import { AppError } from '../errors/app-error';
import { networkOf } from '../network';
import { attemptLimits } from '../rate-limits/attempts';

/**
 * Limits guessing, for all processes together. The tight limit is for one
 * account from one network, so that nobody can lock somebody else out; looser
 * ones bound a network whatever the account, and an account wherever the tries
 * come from. A try is counted before the password is looked at, so that a burst
 * sent at once does not slip through; a success takes its count back.
 */
const limits = attemptLimits('sign-in', { network: 100, pair: 10, account: 100 });

export type SignInAttempt = { email: string; address: string };

/** @throws AppError `too_many_attempts`, the same whether the account exists or not. */
export async function countAttempt(attempt: SignInAttempt): Promise<void> {
  await limits.count(keysOf(attempt), 'Too many sign-in attempts');
}

/** Takes the try back when the password was never looked at. */
export async function uncountIfBusy<T>(attempt: SignInAttempt, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'busy') await uncountAttempt(attempt);
    throw error;
  }
}

async function uncountAttempt(attempt: SignInAttempt): Promise<void> {
  await limits.uncount(keysOf(attempt));
}

/** After a success: this account starts afresh from this network, and the rest get their try back. */
export async function forgiveAttempt(attempt: SignInAttempt): Promise<void> {
  await uncountAttempt(attempt);
  const { pair } = keysOf(attempt);
  await limits.forget({ pair });
}

/** Of bounded length whatever was typed, and no list of e-mail addresses in the table. */
function keysOf({ email, address }: SignInAttempt) {
  const account = createHash('sha256').update(email).digest('base64url');
  const network = networkOf(address);
  return { network, pair: `${account}:${network}`, account };
}
