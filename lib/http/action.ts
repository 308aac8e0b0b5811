import 'server-only';
import type { z } from 'zod';
import type { Actor } from '../actor';
import { currentActor } from '../auth/session';
import { type ActionResult, toActionError } from '../errors/action-result';
import { AppError } from '../errors/app-error';
import { toAppError } from '../errors/to-app-error';
import { logger } from '../logger';
import { noteRequest } from '../request-note';
import { validate } from '../validate';

/**
 * The body of every server action: authenticate, parse, call the domain, and
 * answer with a typed result. An action is an entry point like any route, so it
 * trusts nothing that the page checked.
 */
export function runAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  work: (actor: Actor, value: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  return toResult(async () => {
    const actor = await currentActor();
    if (!actor) throw new AppError('unauthenticated', { detail: 'Your session has ended. Sign in again.' });
    return work(actor, validate(schema, input));
  });
}

/** The same for the few actions that need no session. */
export function runPublicAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  work: (value: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  return toResult(() => work(validate(schema, input)));
}

async function toResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (thrown) {
    const error = toAppError(thrown);
    // The page is answered with 200, whatever came of the action.
    noteRequest({ code: error.code });
    if (error.status >= 500) logger.error({ error }, 'an action failed');
    return toActionError(error);
  }
}
