import { byUrgency } from '@/app/(app)/spaces/[space]/_lib/attention';
import type { CheckView, ResultStatus, Severity } from '@/lib/checks/schema';

function check(slug: string, status: ResultStatus | null, severity: Severity, minutesAgo = 0): CheckView {
  const at = new Date(1_800_000_000_000 - minutesAgo * 60_000);
  const lastExecution = status && {
    id: slug,
    status,
    value: 1,
    message: '',
    createdAt: at,
    finishedAt: at,
  };
  // Only what the order goes by.
  return { slug, severity, lastExecution } as CheckView;
}

describe('what needs attention', () => {
  it('is ordered by result, then by severity, then by what happened last', () => {
    const checks = [
      check('warning', 'WARNING', 'critical'),
      check('failed-low', 'FAIL', 'low'),
      check('error', 'ERROR', 'critical'),
      check('failed-earlier', 'FAIL', 'critical', 5),
      check('failed', 'FAIL', 'critical', 1),
    ];
    expect(checks.sort(byUrgency).map(({ slug }) => slug)).toEqual([
      'failed',
      'failed-earlier',
      'failed-low',
      'error',
      'warning',
    ]);
  });
});
