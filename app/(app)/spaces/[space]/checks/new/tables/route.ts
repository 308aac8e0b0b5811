import 'server-only';
import { describeSource } from '@/lib/sources/sources';
import { sessionJson } from '../../_lib/session-json';

/** What the editor suggests as names of tables and columns: those of a source. */
export function GET(
  request: Request,
  context: RouteContext<'/spaces/[space]/checks/new/tables'>,
): Promise<Response> {
  const source = new URL(request.url).searchParams.get('source') ?? '';
  return sessionJson(request, async (actor) => describeSource(actor, (await context.params).space, source));
}
