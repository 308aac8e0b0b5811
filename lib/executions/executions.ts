import 'server-only';
import { z } from 'zod';
import type { Actor } from '../actor';
import { authorizeCheck, type CheckRef } from '../checks/checks';
import { evaluateValue } from '../checks/evaluate';
import type { CheckView, ResultStatus } from '../checks/schema';
import { AppError } from '../errors/app-error';
import { stopping } from '../shutdown';
import type { SpaceAction } from '../spaces/permissions';
import { authorize, listSpaces } from '../spaces/spaces';
import { validate } from '../validate';
import { onceForKey } from './idempotency';
import { pause } from './pause';
import {
  type ExecutionFilter,
  type ExecutionPage,
  type ExecutionView,
  type IgnoreInput,
  ignoreSchema,
  type PushInput,
  pushSchema,
} from './schema';
import * as store from './store';
import { wakeWorker } from './worker/wake';

/** What people, in the browser or through their keys, may do with executions. */

type Options = { idempotencyKey?: string | undefined };

/**
 * Queues an execution; one for each idempotency key.
 *
 * @throws AppError `check_archived`, `not_runnable`, `idempotency_key_reused`, and those of `authorizeCheck`.
 */
export async function triggerCheck(
  actor: Actor,
  ref: CheckRef,
  { idempotencyKey }: Options = {},
): Promise<ExecutionView> {
  const { space, check } = await authorizeCheck(actor, ref, 'checks.run');
  return onceForKey(actor, idempotencyKey, ['run', check.id], async (idempotency) => {
    requireUnarchived(check);
    if (check.definition.checkType === 'custom') {
      throw new AppError('not_runnable', {
        detail: `${check.slug} runs no query: its values are measured elsewhere and pushed.`,
      });
    }
    const via = actor.via.door === 'api_key' ? 'api_key' : 'session';
    const execution = await store.insertQueued({ ...trigger(actor, check, space.id), via }, idempotency);
    wakeWorker();
    return execution;
  });
}

/**
 * Records a value that was measured elsewhere, for a check of the type `custom`.
 *
 * @throws AppError `check_archived`, `not_runnable`, `validation_failed`, `idempotency_key_reused`, and
 *   those of `authorizeCheck`.
 */
export async function pushResult(
  actor: Actor,
  ref: CheckRef,
  input: PushInput,
  { idempotencyKey }: Options = {},
): Promise<ExecutionView> {
  const { space, check } = await authorizeCheck(actor, ref, 'checks.push');
  const pushed = validate(pushSchema, input);
  return onceForKey(actor, idempotencyKey, ['push', check.id, pushed], async (idempotency) => {
    requireUnarchived(check);
    if (check.definition.checkType !== 'custom') {
      throw new AppError('not_runnable', {
        detail: `${check.slug} measures by itself: run it. Values are pushed only to checks of the type custom.`,
      });
    }
    const result = judgePushed(check, pushed);
    return store.insertFinished({ ...trigger(actor, check, space.id), via: 'push' }, result, idempotency);
  });
}

function judgePushed(check: CheckView, { value, status, message }: z.output<typeof pushSchema>) {
  const { warning, critical } = check.definition.thresholds;
  if (!status && !warning && !critical) {
    const detail = `${check.slug} has no thresholds to judge the value by. Send a status too: PASS, WARNING or FAIL.`;
    throw new AppError('validation_failed', {
      detail,
      fields: [{ loc: ['status'], msg: detail, type: 'missing' }],
    });
  }
  const judged = evaluateValue(check.definition, value);
  const decided = status ?? judged.status;
  if (decided === 'ERROR') throw new Error('a number that was pushed can be judged');
  // What the thresholds have to say belongs beside their own verdict only.
  const said = decided === judged.status ? judged.message : '';
  return { value, status: decided, message: message ?? said };
}

function trigger(actor: Actor, check: CheckView, spaceId: string) {
  const apiKeyId = actor.via.door === 'api_key' ? actor.via.key.id : null;
  return { checkId: check.id, spaceId, userId: actor.userId, apiKeyId };
}

function requireUnarchived(check: CheckView): void {
  if (check.isArchived) {
    throw new AppError('check_archived', { detail: `${check.slug} is archived. Restore it first.` });
  }
}

const FIRST_LOOK_MS = 25;
const SLOWEST_LOOK_MS = 250;

/** The execution once it has finished, or as it is when the time is over or the caller gave up. */
export async function waitForExecution(
  actor: Actor,
  id: string,
  { waitMs, signal }: { waitMs: number; signal?: AbortSignal | undefined },
): Promise<ExecutionView> {
  const execution = await getExecution(actor, id);
  const end = performance.now() + waitMs;
  // A process that stops answers at once with what it knows.
  const ends = [stopping(), ...(signal ? [signal] : [])];
  let isFinished = execution.finishedAt !== null;
  for (let ms = FIRST_LOOK_MS; !isFinished; ms = Math.min(ms * 1.5, SLOWEST_LOOK_MS)) {
    const left = end - performance.now();
    if (left <= 0 || ends.some(({ aborted }) => aborted)) break;
    await pause(Math.min(ms, left), ends);
    isFinished = await store.isFinished(id);
  }
  return getExecution(actor, id);
}

export async function getExecution(actor: Actor, id: string): Promise<ExecutionView> {
  return find(actor, id, 'executions.read');
}

/** 404 for what the actor may not see, then the permission table. */
async function find(actor: Actor, id: string, action: SpaceAction): Promise<ExecutionView> {
  const execution = z.guid().safeParse(id).success ? await store.findExecution(actor, id) : null;
  if (!execution) throw new AppError('not_found', { detail: 'There is no such execution that you may see.' });
  await authorize(actor, execution.space, action);
  return execution;
}

/** Newest first: of one check, of a space, or of every space the actor may see. */
export async function listExecutions(
  actor: Actor,
  scope: { check: CheckRef } | { space: string | null },
  { status, page, size }: ExecutionFilter,
): Promise<ExecutionPage> {
  const found = await store.findExecutions(await readable(actor, scope), { status, page, size });
  return { ...found, page, size };
}

async function readable(
  actor: Actor,
  scope: { check: CheckRef } | { space: string | null },
): Promise<{ spaceIds: string[]; checkId?: string }> {
  if ('check' in scope) {
    const { space, check } = await authorizeCheck(actor, scope.check, 'executions.read');
    return { spaceIds: [space.id], checkId: check.id };
  }
  if (scope.space !== null) {
    return { spaceIds: [(await authorize(actor, scope.space, 'executions.read')).id] };
  }
  return { spaceIds: (await listSpaces(actor)).map(({ id }) => id) };
}

/** Leaves an execution out of what is shown as the check's state, or takes that back. */
export async function ignoreExecution(actor: Actor, id: string, input: IgnoreInput): Promise<ExecutionView> {
  const execution = await find(actor, id, 'executions.ignore');
  const { isIgnored } = validate(ignoreSchema, input);
  return store.setIgnored(execution, isIgnored ? actor.userId : null);
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
  actor: Actor,
  slug: string,
  checkIds: string[],
  limit: number,
): Promise<Map<string, TrendPoint[]>> {
  const space = await authorize(actor, slug, 'executions.read');
  const trends = new Map<string, TrendPoint[]>(checkIds.map((id) => [id, []]));
  for (const { checkId, ...point } of await store.findTrends(space.id, checkIds, limit)) {
    trends.get(checkId)?.push(point);
  }
  return trends;
}
