import 'server-only';
import type { Actor } from '@/lib/actor';
import { type CheckRef, compiledSql } from '@/lib/checks/checks';
import type { CheckView } from '@/lib/checks/schema';
import { AppError } from '@/lib/errors/app-error';
import { listExecutions } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { isAllowed } from '@/lib/spaces/permissions';
import type { SpaceView } from '@/lib/spaces/schema';

/** The execution of a check that is running or, when none is, the newest that waits. */
export async function activeExecution(actor: Actor, check: CheckRef): Promise<ExecutionView | null> {
  const [running, queued] = await Promise.all(
    (['RUNNING', 'QUEUED'] as const).map((status) =>
      listExecutions(actor, { check }, { status, page: 1, size: 1 }),
    ),
  );
  return running?.items[0] ?? queued?.items[0] ?? null;
}

/** The statement that measures. Who may try out definitions sees it as it is compiled, everybody else the query as it was written. */
export async function statementOf(actor: Actor, space: SpaceView, check: CheckView): Promise<string | null> {
  if (!isAllowed(space.rank, 'checks.preview')) return check.definition.query;
  try {
    return await compiledSql(actor, space.slug, check.definition);
  } catch (error) {
    // It is an extra: a page that can do without it is shown without it.
    if (error instanceof AppError && error.status < 500) return check.definition.query;
    throw error;
  }
}
