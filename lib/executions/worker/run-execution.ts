import 'server-only';
import type { Span } from '@opentelemetry/api';
import { definitionSchema } from '../../checks/definition';
import { measure } from '../../checks/measure';
import { env } from '../../env';
import { toAppError } from '../../errors/to-app-error';
import { logger } from '../../logger';
import { SourceError } from '../../sources/source-error';
import { traced } from '../../tracing/tracing';
import { pause } from '../pause';
import { type Claim, findMeasurement, finish, putBack, type Result } from './store';

/** When a source cannot be reached, it is tried again this long after each start; then that is the result. */
const RETRY_AFTER_SECONDS = [1, 4];
/** What a measurement may take longer than its own limits before it is given up from outside. */
const GRACE_MS = 5_000;
/** How often it is tried whether the platform's own database is back. */
const DATABASE_RETRY_MS = 1_000;

/**
 * Measures a started execution and writes down what came out. When the signal
 * is aborted it writes nothing: the execution is another's then.
 */
export function runExecution(one: Claim, signal: AbortSignal): Promise<void> {
  const attributes = { 'qarion.execution.id': one.id, 'qarion.execution.attempt': one.attempt };
  return traced('run execution', (span) => runTraced(one, signal, span), { root: true, attributes });
}

async function runTraced(one: Claim, signal: AbortSignal, span: Span | undefined): Promise<void> {
  const result = await attempt(one, signal);
  span?.setAttribute('qarion.execution.result', statusOf(result));
  if (result === 'cancelled') return;
  if ('retryAfterSeconds' in result) {
    await onceDatabaseIsThere(() => putBack(one, result.retryAfterSeconds), signal);
  } else if (!(await onceDatabaseIsThere(() => finish(one, result), signal)) && !signal.aborted) {
    logger.warn({ executionId: one.id }, 'an execution was taken over before its result was written');
  }
}

/**
 * An outage of the platform's own database says nothing about the check: it is
 * waited for, so that what was measured is not lost.
 */
async function onceDatabaseIsThere<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (toAppError(error).code !== 'database_unavailable') throw error;
    }
    await pause(DATABASE_RETRY_MS, [signal]);
  }
  return undefined;
}

function statusOf(result: Attempt): string {
  if (result === 'cancelled') return 'cancelled';
  return 'status' in result ? result.status : 'put back';
}

type Attempt = Result | { retryAfterSeconds: number } | 'cancelled';

async function attempt(one: Claim, signal: AbortSignal): Promise<Attempt> {
  try {
    return await measureCheck(one.checkId, signal);
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    if (!(error instanceof SourceError)) {
      logger.error({ error, executionId: one.id }, 'a measurement failed unforeseen');
      return fault('Something went wrong on our side. The log of the server says more.');
    }
    // The process is about to end, and its sources heard of it first.
    if (error.kind === 'cancelled') return { retryAfterSeconds: 0 };
    const retryAfterSeconds = RETRY_AFTER_SECONDS[one.attempt - 1];
    if (retryAfterSeconds !== undefined && error.kind === 'unavailable') return { retryAfterSeconds };
    return fault(error.message);
  }
}

async function measureCheck(checkId: string, signal: AbortSignal): Promise<Result> {
  const measurement = await onceDatabaseIsThere(() => findMeasurement(checkId), signal);
  if (!measurement) throw new SourceError('cancelled', 'It was cancelled.');
  const { definition, target } = measurement;
  const parsed = definitionSchema.safeParse(definition);
  if (!parsed.success) return fault('What this check measures is not complete. Edit the check.');
  if (!target) return fault('This check has no source to run on: its values are pushed.');
  const timeoutMs = env().QARION_EXECUTION_TIMEOUT_SECONDS * 1000;
  // It may wait as long for its turn at the source as it may take then.
  const guard = AbortSignal.timeout(2 * timeoutMs + GRACE_MS);
  const either = AbortSignal.any([signal, guard]);
  return Promise.race([measure(parsed.data, target, { timeoutMs, signal: either }), aborted(either)]).catch(
    (error: unknown) => {
      if (!guard.aborted || signal.aborted) throw error;
      return fault(`It took far longer than the ${timeoutMs / 1000} seconds that are allowed. Run it again.`);
    },
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new SourceError('cancelled', 'It was cancelled.'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function fault(message: string): Result {
  return { status: 'ERROR', value: null, message, executedSql: null };
}
