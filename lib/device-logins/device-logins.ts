import 'server-only';
import { z } from 'zod';
import type { Actor } from '../actor';
import { listApiKeys, reachedKeyLimit } from '../api-keys/api-keys';
import { uniqueName } from '../api-keys/names';
import { AppError } from '../errors/app-error';
import { networkOf } from '../network';
import { validate } from '../validate';
import { formatUserCode, parseUserCode } from './codes';
import { countGuess, uncountGuess } from './limits';
import { type ApproveInput, approveSchema, type DecidedLogin, type WaitingDevice } from './schema';
import * as store from './store';

/**
 * What a person decides about a program that wants to be signed in as them. The
 * program's own side of it is in `device-codes.ts`.
 */

/**
 * The device that waits under a code, for the person who is to decide.
 *
 * @throws AppError `not_found`, the same for a code that never was, is over, or was
 *   decided by whomever; `too_many_attempts`.
 */
export async function getWaitingDevice(
  actor: Actor,
  { userCode, address }: { userCode: string; address: string | null },
): Promise<WaitingDevice> {
  requireSession(actor);
  const { code, login } = await guess(actor, userCode, address, (code) =>
    store.findWaiting(code, new Date()),
  );
  const [keys, keyLimitReached] = await Promise.all([listApiKeys(actor), reachedKeyLimit(actor)]);
  return {
    ...login,
    userCode: formatUserCode(code),
    suggestedName: uniqueName(
      login.deviceName === null ? 'CLI' : `CLI on ${login.deviceName}`,
      keys.map(({ name }) => name),
    ),
    isFromSameNetwork: networkOf(login.address ?? '') === networkOf(address ?? ''),
    keyLimitReached,
  };
}

/**
 * Lets the device have a key of the actor's. Nothing is revealed by this: the
 * key is made when the device asks for it.
 *
 * @throws AppError `not_found`, `too_many_attempts`.
 */
export async function approveDeviceLogin(
  actor: Actor,
  input: ApproveInput,
  address: string | null,
): Promise<DecidedLogin> {
  requireSession(actor);
  const { userCode, name, expiresInDays } = validate(approveSchema, input);
  const decision = { userId: actor.userId, keyName: name, keyExpiresInDays: expiresInDays };
  const { login } = await guess(actor, userCode, address, (code) =>
    store.decide(code, new Date(), { state: 'approved', ...decision }),
  );
  return login;
}

/** @throws AppError `not_found`, `too_many_attempts`. */
export async function denyDeviceLogin(
  actor: Actor,
  { userCode }: { userCode: string },
  address: string | null,
): Promise<DecidedLogin> {
  requireSession(actor);
  const { login } = await guess(actor, userCode, address, (code) =>
    store.decide(code, new Date(), { state: 'denied', userId: actor.userId }),
  );
  return login;
}

/** How far a login is that the actor decided. @throws AppError `not_found` */
export async function getDecidedLogin(actor: Actor, id: string): Promise<DecidedLogin> {
  const login = z.guid().safeParse(id).success && (await store.findDecided(actor.userId, id));
  if (!login) throw noSuchCode();
  return login;
}

/** A key cannot beget keys by approving itself another. */
function requireSession({ via }: Actor): void {
  if (via.door !== 'session') {
    throw new AppError('forbidden', { detail: 'Only somebody signed in with a browser may do this.' });
  }
}

/** Looks something up by a code that a person typed; wrong ones are counted. */
async function guess<T>(
  { userId }: Actor,
  userCode: string,
  address: string | null,
  find: (code: string) => Promise<T | null>,
): Promise<{ code: string; login: T }> {
  const code = parseUserCode(userCode);
  // What could be no code is no guess.
  if (code === null) throw noSuchCode();
  await countGuess({ userId, address });
  const login = await find(code);
  if (login === null) throw noSuchCode();
  await uncountGuess({ userId, address });
  return { code, login };
}

function noSuchCode(): AppError {
  return new AppError('not_found', {
    detail:
      'Nothing waits for this code. Compare it with the one your terminal shows; after ten minutes, or once it was used, run the command again to get another.',
  });
}
