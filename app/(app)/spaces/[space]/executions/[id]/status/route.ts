import 'server-only';
import { getExecution } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { sessionJson } from '../../../checks/_lib/session-json';

/** What a page asks again and again while an execution is under way: how far is it? */
export type Progress = Pick<ExecutionView, 'id' | 'status' | 'value' | 'message'>;

export function GET(
  request: Request,
  context: RouteContext<'/spaces/[space]/executions/[id]/status'>,
): Promise<Response> {
  return sessionJson(request, async (actor): Promise<Progress> => {
    const { id, status, value, message } = await getExecution(actor, (await context.params).id);
    return { id, status, value, message };
  });
}
