import type { Actor } from '@/lib/actor';
import { countChecks, listChecks } from '@/lib/checks/checks';
import type { CheckView, ResultStatus } from '@/lib/checks/schema';
import { listExecutions } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { byUrgency, TROUBLES } from './attention';

/** Enough of each result to find the worst among them. */
const CANDIDATES = 50;
const SHOWN_CHECKS = 8;
const SHOWN_EXECUTIONS = 6;

export type Counts = Record<ResultStatus | 'none', number>;

export type Overview = {
  counts: Counts;
  /** The checks that need somebody, the worst first, and how many there are in all. */
  troubled: CheckView[];
  troubledCount: number;
  executions: ExecutionView[];
};

/** How the data of a space is doing. */
export async function readOverview(actor: Actor, space: string): Promise<Overview> {
  const [counts, { items: executions }, ...pages] = await Promise.all([
    countChecks(actor, space),
    listExecutions(actor, { space }, { page: 1, size: SHOWN_EXECUTIONS }),
    ...TROUBLES.map((status) => listChecks(actor, space, { status, page: 1, size: CANDIDATES })),
  ]);
  const troubled = pages.flatMap(({ items }) => items).sort(byUrgency);
  return {
    counts,
    troubled: troubled.slice(0, SHOWN_CHECKS),
    troubledCount: TROUBLES.reduce((sum, status) => sum + counts[status], 0),
    executions,
  };
}
