import 'server-only';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '../../db';
import { AppError } from '../../errors/app-error';
import { networkOf } from '../../network';

/**
 * Limits, for all processes together, how many codes a network may ask for, and
 * how many wrong ones a person, or everybody in a network, may type. A guess is
 * counted before the code is looked up, and a right one takes its count back.
 */
const WINDOW_SECONDS = 15 * 60;
const TRIES = { codes: 60, person: 20, network: 100 };

type Kind = keyof typeof TRIES;
let made: Record<Kind, RateLimiterPostgres> | undefined;

function limits(): Record<Kind, RateLimiterPostgres> {
  const make = (kind: Kind) =>
    new RateLimiterPostgres({
      storeClient: pool(),
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      duration: WINDOW_SECONDS,
      keyPrefix: `device:${kind}`,
      points: TRIES[kind],
    });
  made ??= { codes: make('codes'), person: make('person'), network: make('network') };
  return made;
}

/** @throws AppError `too_many_attempts` */
export async function countCodeRequest(address: string | null): Promise<void> {
  await count('codes', networkOf(address ?? 'unknown'), 'Too many sign-ins were asked for');
}

export type Guess = { userId: string; address: string | null };

/** @throws AppError `too_many_attempts`, the same whether the code exists or not. */
export async function countGuess({ userId, address }: Guess): Promise<void> {
  await count('person', userId, 'Too many codes that do not exist');
  await count('network', networkOf(address ?? 'unknown'), 'Too many codes that do not exist');
}

/** After a right code. */
export async function uncountGuess({ userId, address }: Guess): Promise<void> {
  await limits().person.reward(userId);
  await limits().network.reward(networkOf(address ?? 'unknown'));
}

async function count(kind: Kind, key: string, what: string): Promise<void> {
  try {
    await limits()[kind].consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new AppError('too_many_attempts', {
      detail: `${what}. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
    });
  }
}
