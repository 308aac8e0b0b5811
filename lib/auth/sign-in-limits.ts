import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '../db';
import { AppError } from '../errors/app-error';

/**
 * Limits guessing, per account and per address, for all processes together.
 * A try is counted before the password is looked at, so that a burst sent at
 * once does not slip through; a success takes its count back.
 */
const WINDOW_SECONDS = 15 * 60;
const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 100;

type Limits = { account: RateLimiterPostgres; address: RateLimiterPostgres };
let made: Limits | undefined;

function limits(): Limits {
  const common = {
    storeClient: pool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    duration: WINDOW_SECONDS,
  };
  made ??= {
    account: new RateLimiterPostgres({ ...common, keyPrefix: 'sign-in:account', points: TRIES_PER_ACCOUNT }),
    address: new RateLimiterPostgres({ ...common, keyPrefix: 'sign-in:address', points: TRIES_PER_ADDRESS }),
  };
  return made;
}

export type SignInAttempt = { email: string; address: string };

/** @throws AppError `too_many_attempts`, the same whether the account exists or not. */
export async function countAttempt({ email, address }: SignInAttempt): Promise<void> {
  try {
    await limits().address.consume(address);
    await limits().account.consume(accountKey(email));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new AppError('too_many_attempts', {
      detail: `Too many sign-in attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
    });
  }
}

/** After a success: the account starts afresh, and the address gets its try back. */
export async function forgiveAttempt({ email, address }: SignInAttempt): Promise<void> {
  await limits().account.delete(accountKey(email));
  await limits().address.reward(address);
}

/** Fixed length whatever was typed, and no list of addresses in the table. */
function accountKey(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
