import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '../db';
import { AppError } from '../errors/app-error';
import { networkOf } from '../network';

/**
 * Limits guessing, for all processes together. The tight limit is for one
 * account from one network, so that nobody can lock somebody else out; looser
 * ones bound a network whatever the account, and an account wherever the tries
 * come from. A try is counted before the password is looked at, so that a burst
 * sent at once does not slip through; a success takes its count back.
 */
const WINDOW_SECONDS = 15 * 60;
const TRIES = { network: 100, pair: 10, account: 100 };
/** In the order they are counted: who is refused by one uses up none of the next. */
const KINDS = ['network', 'pair', 'account'] as const;

type Limits = Record<keyof typeof TRIES, RateLimiterPostgres>;
let made: Limits | undefined;

function limits(): Limits {
  const make = (kind: keyof typeof TRIES) =>
    new RateLimiterPostgres({
      storeClient: pool(),
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      duration: WINDOW_SECONDS,
      keyPrefix: `sign-in:${kind}`,
      points: TRIES[kind],
    });
  made ??= { network: make('network'), pair: make('pair'), account: make('account') };
  return made;
}

export type SignInAttempt = { email: string; address: string };

/** @throws AppError `too_many_attempts`, the same whether the account exists or not. */
export async function countAttempt(attempt: SignInAttempt): Promise<void> {
  const keys = keysOf(attempt);
  try {
    for (const kind of KINDS) await limits()[kind].consume(keys[kind]);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new AppError('too_many_attempts', {
      detail: `Too many sign-in attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
    });
  }
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
  const keys = keysOf(attempt);
  for (const kind of KINDS) await limits()[kind].reward(keys[kind]);
}

/** After a success: this account starts afresh from this network, and the rest get their try back. */
export async function forgiveAttempt(attempt: SignInAttempt): Promise<void> {
  await uncountAttempt(attempt);
  await limits().pair.delete(keysOf(attempt).pair);
}

/** Of bounded length whatever was typed, and no list of e-mail addresses in the table. */
function keysOf({ email, address }: SignInAttempt): Record<keyof typeof TRIES, string> {
  const account = createHash('sha256').update(email).digest('base64url');
  const network = networkOf(address);
  return { network, pair: `${account}:${network}`, account };
}
