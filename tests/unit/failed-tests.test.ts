import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT_ROOT } from '@/scripts/bootstrap/project-root.mjs';
import { formatFailedTest, readFailedTests } from '@/scripts/lib/failed-tests';

const folder = mkdtempSync(path.join(tmpdir(), 'qarion-failed-'));
afterAll(() => rmSync(folder, { recursive: true }));

function failedIn(name: string, report: string | object) {
  const file = path.join(folder, name);
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
  return readFailedTests(file);
}

const passed = { fullName: 'holds', status: 'passed', failureMessages: [], retryReasons: [] };

describe('the tests a report says failed', () => {
  it('are, by Jest: who failed, who passed at the second try, and a file that could not be loaded or tidied up after', () => {
    const file = { name: '/a.test.ts', message: '', status: 'failed' };
    const tests = [
      passed,
      { fullName: 'breaks', status: 'failed', failureMessages: ['Expected 1'], retryReasons: [] },
      { fullName: 'stumbles', status: 'passed', failureMessages: [], retryReasons: ['Too slow'] },
    ];
    const broken = { name: '/b.test.ts', message: 'No such module', status: 'failed', assertionResults: [] };
    const untidy = {
      name: '/d.test.ts',
      message: 'Not ended',
      status: 'failed',
      assertionResults: [tests[2]],
    };
    const fine = { name: '/c.test.ts', message: '', status: 'passed', assertionResults: [passed] };
    expect(
      failedIn('jest.json', { testResults: [{ ...file, assertionResults: tests }, broken, fine, untidy] }),
    ).toEqual([
      { file: '/a.test.ts', title: 'breaks', message: 'Expected 1', passedLater: false },
      { file: '/a.test.ts', title: 'stumbles', message: 'Too slow', passedLater: true },
      { file: '/b.test.ts', title: 'the file itself', message: 'No such module', passedLater: false },
      { file: '/d.test.ts', title: 'stumbles', message: 'Too slow', passedLater: true },
      { file: '/d.test.ts', title: 'the file itself', message: 'Not ended', passedLater: false },
    ]);
  });

  it('are, by Playwright, found however deep they are, with what failed outside of any', () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      file: 'a.spec.ts',
      tests: [{ status, results: [{ errors: message ? [{ message }] : [] }, { errors: [] }] }],
    });
    const inner = {
      specs: [spec('breaks', 'unexpected', 'Expected 1'), spec('stumbles', 'flaky', 'Too slow')],
    };
    const suites = [{ specs: [spec('holds', 'expected')], suites: [{ suites: [inner] }] }];
    expect(failedIn('playwright.json', { suites, errors: [{ message: 'No browser' }] })).toEqual([
      { file: '', title: 'outside of any test', message: 'No browser', passedLater: false },
      { file: 'a.spec.ts', title: 'breaks', message: 'Expected 1', passedLater: false },
      { file: 'a.spec.ts', title: 'stumbles', message: 'Too slow', passedLater: true },
    ]);
  });

  it('are, by JUnit, those with a failure or an error', () => {
    const xml = `<testsuite><testcase classname="t.a" name="holds" time="1" /><testcase classname="t.a" name="breaks" time="1"><failure message="assert 1 &lt; 0&#10;more">…</failure></testcase></testsuite>`;
    expect(failedIn('python.xml', xml)).toEqual([
      { file: 't.a', title: 'breaks', message: 'assert 1 < 0\nmore', passedLater: false },
    ]);
  });

  it('are none where there is no whole report: that is counted, not listed', () => {
    expect(failedIn('cut.json', '{"testResults": [')).toEqual([]);
    expect(readFailedTests(path.join(folder, 'missing.json'))).toEqual([]);
  });
});

it('a failed test is said with its place in the project, without colours, and not at full length', () => {
  const message = ['\u001b[31mExpected\u001b[39m', ...Array.from({ length: 50 }, (_, i) => `line ${i}`)].join(
    '\n',
  );
  const file = path.join(PROJECT_ROOT, 'tests/a.test.ts');
  const said = formatFailedTest({ file, title: 'breaks', message, passedLater: true });
  expect(said.split('\n').slice(0, 2)).toEqual([
    'failed, then passed: tests/a.test.ts: breaks',
    '    Expected',
  ]);
  expect(said.split('\n')).toHaveLength(13);
});
