import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import { idempotencyKeySchema } from '../idempotency-key';
import { validate } from '../validate';
import type { ExecutionView } from './schema';
import { findIdempotent, type Idempotency } from './store';

/**
 * Does something once for each key of a user, for a day: the same request with
 * the same key gets the same execution, and another request is refused. Of two
 * that come at once, the database lets one through.
 *
 * @param request What is asked for, in full.
 * @throws AppError `idempotency_key_reused`
 */
export async function onceForKey(
  { userId }: Actor,
  key: string | undefined,
  request: unknown[],
  insert: (idempotency: Idempotency | null) => Promise<ExecutionView | 'key_taken'>,
): Promise<ExecutionView> {
  const requestHash = new Uint8Array(createHash('sha256').update(JSON.stringify(request)).digest());
  const idempotency =
    key === undefined ? null : { userId, key: validate(idempotencyKeySchema, key), requestHash };
  const before = idempotency && (await replay(idempotency));
  if (before) return before;
  const inserted = await insert(idempotency);
  if (inserted !== 'key_taken') return inserted;
  const meanwhile = idempotency && (await replay(idempotency));
  if (meanwhile) return meanwhile;
  throw new Error('an idempotency key that is taken leads to an execution');
}

async function replay(idempotency: Idempotency): Promise<ExecutionView | null> {
  const found = await findIdempotent(idempotency);
  if (!found) return null;
  if (Buffer.compare(found.requestHash, idempotency.requestHash) === 0) return found.execution;
  throw new AppError('idempotency_key_reused', {
    detail: 'This Idempotency-Key was used for another request in the last 24 hours. Send a new one.',
  });
}
