import 'server-only';
import { networkOf } from '../network';
import { attemptLimits } from '../rate-limits/attempts';

/**
 * Limits how many codes a network may ask for, and how many wrong ones a
 * person, or everybody in a network, may type. A guess is counted before the
 * code is looked up, and a right one takes its count back.
 */
const limits = attemptLimits('device', { codes: 60, person: 20, network: 100 });

/** @throws AppError `too_many_attempts` */
export async function countCodeRequest(address: string | null): Promise<void> {
  await limits.count({ codes: networkOf(address ?? 'unknown') }, 'Too many sign-ins were asked for');
}

export type Guess = { userId: string; address: string | null };

/** @throws AppError `too_many_attempts`, the same whether the code exists or not. */
export async function countGuess(guess: Guess): Promise<void> {
  await limits.count(keysOf(guess), 'Too many codes that do not exist');
}

/** After a right code. */
export async function uncountGuess(guess: Guess): Promise<void> {
  await limits.uncount(keysOf(guess));
}

function keysOf({ userId, address }: Guess) {
  return { person: userId, network: networkOf(address ?? 'unknown') };
}
