import { getApiKey } from '@/lib/api-keys/api-keys';
import { currentActor } from '@/lib/auth/session';
import { toAppError } from '@/lib/errors/to-app-error';

/** What the create dialog asks every two seconds: was the new key used, and by what? */
export type FirstUse = { lastUsedAt: string | null; lastUsedAgent: string | null };

const NO_STORE = { 'Cache-Control': 'no-store' };

export async function GET(
  _request: Request,
  context: RouteContext<'/settings/api-keys/[id]/first-use'>,
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) return Response.json({ code: 'unauthenticated' }, { status: 401, headers: NO_STORE });
    const { lastUsedAt, lastUsedAgent } = await getApiKey(actor, (await context.params).id);
    const body: FirstUse = { lastUsedAt: lastUsedAt?.toISOString() ?? null, lastUsedAgent };
    return Response.json(body, { headers: NO_STORE });
  } catch (error) {
    const { code, status } = toAppError(error);
    return Response.json({ code }, { status, headers: NO_STORE });
  }
}
