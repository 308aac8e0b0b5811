import 'server-only';
import type { z } from 'zod';
import type { Actor } from '../actor';
import type { CheckRef } from '../checks/checks';
import { triggerCheck, waitForExecution } from '../executions/executions';
import { type executionJsonSchema, toExecutionJson } from '../executions/json';
import type { ExecutionView } from '../executions/schema';
import { Answer, type SuccessStatus } from './operation';
import { preferredWait } from './prefer';

type Headers = { prefer?: string | undefined; 'idempotency-key'?: string | undefined };

/** Runs a check for whichever path named it: 202 at once, or 200 when it finished while the client waited. */
export async function answerRun(
  actor: Actor,
  ref: CheckRef,
  headers: Headers,
  signal: AbortSignal,
): Promise<Answer<z.input<typeof executionJsonSchema>>> {
  const queued = await triggerCheck(actor, ref, { idempotencyKey: headers['idempotency-key'] });
  const seconds = preferredWait(headers.prefer);
  if (seconds === null) return answerWith(202, queued);
  const execution = await waitForExecution(actor, queued.id, { waitMs: seconds * 1000, signal });
  return answerWith(execution.finishedAt ? 200 : 202, execution, { 'Preference-Applied': `wait=${seconds}` });
}

/** An execution and where to find it. */
export function answerWith(
  status: SuccessStatus,
  execution: ExecutionView,
  headers: Record<string, string> = {},
): Answer<z.input<typeof executionJsonSchema>> {
  return new Answer(status, toExecutionJson(execution), {
    Location: `/api/quality/executions/${execution.id}`,
    ...headers,
  });
}
