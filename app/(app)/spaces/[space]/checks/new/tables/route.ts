import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import type { SourceTable } from '@/lib/sources/schema';
import { describeSource } from '@/lib/sources/sources';
import { sessionJson } from '../../_lib/session-json';

/** What a source has to name, or why nobody can say, which for a help in typing is no error. */
export type SourceTables = { tables: SourceTable[]; fault: string | null };

/** What the editor suggests as names of tables and columns: those of a source. */
export function GET(
  request: Request,
  context: RouteContext<'/spaces/[space]/checks/new/tables'>,
): Promise<Response> {
  const source = new URL(request.url).searchParams.get('source') ?? '';
  return sessionJson(request, async (actor): Promise<SourceTables> => {
    try {
      return { tables: await describeSource(actor, (await context.params).space, source), fault: null };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'source_unavailable') throw error;
      return { tables: [], fault: error.detail };
    }
  });
}
