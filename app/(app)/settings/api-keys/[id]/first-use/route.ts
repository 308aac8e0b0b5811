import 'server-only';
import { getApiKey } from '@/lib/api-keys/api-keys';
import { currentActor } from '@/lib/auth/session';
import { AppError } from '@/lib/errors/app-error';
import { toAppError } from '@/lib/errors/to-app-error';
import { problemResponse } from '@/lib/http/problem';
import { requestIdOf } from '@/lib/http/request-id';
import { logger } from '@/lib/logger';

/** What the create dialog asks every two seconds: was the new key used, and by what? */
export type FirstUse = { lastUsedAt: string | null; lastUsedAgent: string | null };

export async function GET(
  request: Request,
  context: RouteContext<'/settings/api-keys/[id]/first-use'>,
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) throw new AppError('unauthenticated', { detail: 'Your session has ended. Sign in again.' });
    const { lastUsedAt, lastUsedAgent } = await getApiKey(actor, (await context.params).id);
    const body: FirstUse = { lastUsedAt: lastUsedAt?.toISOString() ?? null, lastUsedAgent };
    return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
  } catch (thrown) {
    const error = toAppError(thrown);
    const requestId = requestIdOf(request.headers);
    if (error.status >= 500) logger.error({ requestId, error }, 'asking for a first use failed');
    return problemResponse(error, requestId);
  }
}
