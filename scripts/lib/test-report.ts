import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests of one runner, or of all, ended in which way. */
export type Totals = { passed: number; failed: number; skipped: number };

const jestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    /** Files that could not even be loaded. */
    numRuntimeErrorTestSuites: z.number(),
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  }));

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
    /** What failed outside of any test. */
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));

/** The sums over the `testsuite` elements of a JUnit report. */
const junitReport = z
  .object({ tests: z.number(), failures: z.number(), errors: z.number(), skipped: z.number() })
  .transform(({ tests, failures, errors, skipped }) => ({
    passed: tests - failures - errors - skipped,
    failed: failures + errors,
    skipped,
  }));

const anyReport = z.union([jestReport, playwrightReport, junitReport]);

/**
 * The totals of one runner. A runner that crashed, left no report or ran no
 * test at all counts as a failed test, so that it cannot pass unnoticed.
 */
export function readTotals(reportFile: string, exitCode: number | null): Totals {
  const report = existsSync(reportFile)
    ? anyReport.safeParse(parse(reportFile, readFileSync(reportFile, 'utf8')))
    : undefined;
  if (!report?.success) return { passed: 0, failed: 1, skipped: 0 };
  const totals = report.data;
  const isSilentFailure = totals.failed === 0 && (exitCode !== 0 || totals.passed === 0);
  return { ...totals, failed: totals.failed + (isSilentFailure ? 1 : 0) };
}

/** Adds the totals of all runners up. */
export function sumTotals(all: Totals[]): Totals {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The line that ends a run: "12 passed, 0 failed". */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function parse(reportFile: string, text: string): unknown {
  return reportFile.endsWith('.xml') ? parseJUnit(text) : parseJson(text);
}

function parseJUnit(text: string): Record<string, number> | undefined {
  if (!text.includes('</testsuites>')) return undefined; // Cut off in the middle: the runner was killed.
  const sums: Record<string, number> = {};
  for (const [, attributes = ''] of text.matchAll(/<testsuite\b([^>]*)>/g)) {
    for (const [, name = '', count] of attributes.matchAll(/\b(tests|failures|errors|skipped)="(\d+)"/g)) {
      sums[name] = (sums[name] ?? 0) + Number(count);
    }
  }
  return sums;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Cut off in the middle: the runner was killed.
  }
}
