import { type CheckView, type ResultStatus, SEVERITIES } from '@/lib/checks/schema';

/** The results that somebody should look into, worst first. */
export const TROUBLES: readonly ResultStatus[] = ['FAIL', 'ERROR', 'WARNING'];

/** Worst first: by result, then by how bad it is meant to be, then what happened last. */
export function byUrgency(a: CheckView, b: CheckView): number {
  const rank = ({ lastExecution }: CheckView) =>
    lastExecution ? TROUBLES.indexOf(lastExecution.status) : TROUBLES.length;
  const severity = (check: CheckView) => SEVERITIES.indexOf(check.severity);
  const time = ({ lastExecution }: CheckView) => lastExecution?.finishedAt.getTime() ?? 0;
  return rank(a) - rank(b) || severity(b) - severity(a) || time(b) - time(a);
}
