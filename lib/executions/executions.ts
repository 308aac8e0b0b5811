import 'server-only';
import type { Actor } from '../actor';
import type { CheckRef } from '../checks/checks';
import type { ResultStatus } from '../checks/schema';
import { AppError } from '../errors/app-error';
import type { ExecutionFilter, ExecutionPage, ExecutionView, IgnoreInput, PushInput } from './schema';

const notBuilt = () => new AppError('internal_error', { detail: 'Not built yet.' });

/** Queues an execution; one for each idempotency key. */
export async function triggerCheck(
  _actor: Actor,
  _ref: CheckRef,
  _options?: { idempotencyKey?: string | undefined },
): Promise<ExecutionView> {
  throw notBuilt();
}

/** The execution once it has finished, or as it is when the time is over or the caller gave up. */
export async function waitForExecution(
  _actor: Actor,
  _id: string,
  _options: { waitMs: number; signal?: AbortSignal | undefined },
): Promise<ExecutionView> {
  throw notBuilt();
}

/** Records a value that was measured elsewhere, for a check of the type `custom`. */
export async function pushResult(
  _actor: Actor,
  _ref: CheckRef,
  _input: PushInput,
  _options?: { idempotencyKey?: string | undefined },
): Promise<ExecutionView> {
  throw notBuilt();
}

export async function getExecution(_actor: Actor, _id: string): Promise<ExecutionView> {
  throw notBuilt();
}

/** Newest first: of one check, of a space, or of every space the actor may see. */
export async function listExecutions(
  _actor: Actor,
  _scope: { check: CheckRef } | { space: string | null },
  _filter: ExecutionFilter,
): Promise<ExecutionPage> {
  throw notBuilt();
}

/** Leaves an execution out of what is shown as the check's state, or takes that back. */
export async function ignoreExecution(
  _actor: Actor,
  _id: string,
  _input: IgnoreInput,
): Promise<ExecutionView> {
  throw notBuilt();
}

/** One point of a check's trend. */
export type TrendPoint = {
  executionId: string;
  at: Date;
  status: ResultStatus;
  value: number | null;
};

/** The last finished executions of each of these checks, oldest first, ignored ones left out. */
export async function listTrends(
  _actor: Actor,
  _slug: string,
  _checkIds: string[],
  _limit: number,
): Promise<Map<string, TrendPoint[]>> {
  throw notBuilt();
}
