import 'server-only';
import type { Actor } from '@/lib/actor';
import { currentActor } from '@/lib/auth/session';
import { AppError } from '@/lib/errors/app-error';
import { toAppError } from '@/lib/errors/to-app-error';
import { problemResponse } from '@/lib/http/problem';
import { requestIdOf } from '@/lib/http/request-id';
import { logger } from '@/lib/logger';

/** Answers a page that asks in the background, for whoever is signed in. Nothing of it is stored on the way. */
export async function sessionJson<T>(
  request: Request,
  work: (actor: Actor) => Promise<T>,
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) throw new AppError('unauthenticated', { detail: 'Your session has ended. Sign in again.' });
    return Response.json(await work(actor), { headers: { 'Cache-Control': 'no-store' } });
  } catch (thrown) {
    const error = toAppError(thrown);
    const requestId = requestIdOf(request.headers);
    if (error.status >= 500) logger.error({ requestId, error }, 'a page’s question failed');
    return problemResponse(error, requestId);
  }
}
