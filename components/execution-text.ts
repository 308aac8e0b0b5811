import type { ExecutionStatus, ExecutionView } from '@/lib/executions/schema';

export const STATUS_WORDS: Record<ExecutionStatus | 'none', string> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  PASS: 'Pass',
  WARNING: 'Warning',
  FAIL: 'Fail',
  ERROR: 'Error',
  none: 'Never ran',
};

/** Whether this is a result, which never changes again. */
export function isFinished(status: ExecutionStatus): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}

/** "Ada Lovelace with the key CI pipeline", "Schedule". */
export function triggerText({ via, user, apiKey }: ExecutionView['triggeredBy']): string {
  if (via === 'schedule') return 'Schedule';
  const who = user ? user.name || user.email : 'Somebody';
  const how = apiKey ? ` with the key ${apiKey.name}` : '';
  return via === 'push' ? `Pushed by ${who}${how}` : `${who}${how}`;
}

/** What a message says first, for where there is little room: a database goes on to show the query, line by line. */
export function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

/** "340 ms", "4.2 s", "3 min 20 s". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const tenths = Math.round(ms / 100) / 10;
  if (tenths < 60) return `${tenths.toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/** How long an execution waited for a worker, or null while it does. */
export function queueDurationText(run: Pick<ExecutionView, 'createdAt' | 'startedAt'>): string | null {
  return run.startedAt && durationText(run.startedAt.getTime() - run.createdAt.getTime());
}

/** How long an execution ran, or null when that is not known yet or, as of a pushed value, not at all. */
export function runDurationText(
  run: Pick<ExecutionView, 'startedAt' | 'finishedAt' | 'triggeredBy'>,
): string | null {
  return run.startedAt && run.finishedAt && run.triggeredBy.via !== 'push'
    ? durationText(run.finishedAt.getTime() - run.startedAt.getTime())
    : null;
}
