import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTotals } from '@/scripts/lib/test-report';

const folder = mkdtempSync(path.join(tmpdir(), 'qarion-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function totalsOf(name: string, text: string, exitCode: number | null) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return readTotals(file, exitCode);
}

const suite = (counts: string) =>
  `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" ${counts} time="1.2"><testcase name="x tests=&quot;9&quot;"/></testsuite></testsuites>`;
const GOOD = suite('errors="0" failures="0" skipped="2" tests="12"');
const FAILED = { passed: 0, failed: 1, skipped: 0 };

describe('a JUnit report', () => {
  it('counts what passed, failed, could not be set up, and was skipped', () => {
    expect(totalsOf('good.xml', GOOD, 0)).toEqual({ passed: 10, failed: 0, skipped: 2 });
    const bad = suite('errors="1" failures="3" skipped="0" tests="12"');
    expect(totalsOf('bad.xml', bad, 1)).toEqual({ passed: 8, failed: 4, skipped: 0 });
  });

  it('is not enough when the runner failed all the same: its linter or its types did', () => {
    expect(totalsOf('lint.xml', GOOD, 1)).toEqual({ passed: 10, failed: 1, skipped: 2 });
    expect(totalsOf('killed.xml', GOOD, null)).toEqual({ passed: 10, failed: 1, skipped: 2 });
  });

  it('of no test at all, cut short, or missing is a failure', () => {
    expect(totalsOf('none.xml', suite('errors="0" failures="0" skipped="0" tests="0"'), 0)).toEqual(FAILED);
    expect(totalsOf('cut.xml', GOOD.slice(0, -20), 0)).toEqual(FAILED);
    expect(totalsOf('empty.xml', '', 0)).toEqual(FAILED);
    expect(readTotals(path.join(folder, 'missing.xml'), 0)).toEqual(FAILED);
  });
});

describe('a report in JSON', () => {
  it('of Jest counts files that could not be loaded as failed', () => {
    const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };
    const text = JSON.stringify({ ...counts, numRuntimeErrorTestSuites: 2 });
    expect(totalsOf('jest.json', text, 1)).toEqual({ passed: 3, failed: 3, skipped: 2 });
  });

  it('of Playwright counts what failed outside of any test', () => {
    const text = JSON.stringify({
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{}],
    });
    expect(totalsOf('playwright.json', text, 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });

  it('that is cut short is a failure', () => {
    expect(totalsOf('cut.json', '{"numPassedTests": 3', 0)).toEqual(FAILED);
  });
});
