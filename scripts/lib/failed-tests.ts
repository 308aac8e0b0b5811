import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';

/** A test that failed, at least at its first try, and what it said then. */
export type FailedTest = { file: string; title: string; message: string; passedLater: boolean };

const jestReport = z
  .object({
    testResults: z.array(
      z.object({
        name: z.string(),
        message: z.string(),
        status: z.string(),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()),
            retryReasons: z.array(z.string()).default([]),
          }),
        ),
      }),
    ),
  })
  .transform(({ testResults }) =>
    testResults.flatMap(({ name: file, message, status, assertionResults }) => {
      const failed = assertionResults
        .map(({ fullName, failureMessages, retryReasons, ...test }) => ({
          file,
          title: fullName,
          message: [...retryReasons, ...failureMessages][0] ?? '',
          passedLater: test.status === 'passed',
        }))
        .filter((test) => test.message !== '');
      // One that could not be loaded, or tidied up after, says itself why.
      const isBroken = status === 'failed' && failed.every(({ passedLater }) => passedLater);
      return isBroken ? [...failed, { file, title: 'the file itself', message, passedLater: false }] : failed;
    }),
  );

const playwrightError = z.object({ message: z.string().default('') });

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(playwrightError).default([]) })),
    }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});

type Suite = z.infer<typeof playwrightSuite>;

const specsOf = (suite: Suite): Suite['specs'] => [...suite.specs, ...suite.suites.flatMap(specsOf)];

const playwrightReport = z
  .object({ suites: z.array(playwrightSuite), errors: z.array(playwrightError) })
  .transform(({ suites, errors }) => [
    ...errors.map(({ message }) => ({ file: '', title: 'outside of any test', message, passedLater: false })),
    ...suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, results }) => ({
          file,
          title,
          message: results.flatMap((result) => result.errors)[0]?.message ?? '',
          passedLater: status === 'flaky',
        })),
    ),
  ]);

const anyReport = z.union([jestReport, playwrightReport]);

/** The tests of one runner that failed, by its report; none where there is no whole report. */
export function readFailedTests(reportFile: string): FailedTest[] {
  if (!existsSync(reportFile)) return [];
  const text = readFileSync(reportFile, 'utf8');
  if (reportFile.endsWith('.xml')) return failedInJUnit(text);
  try {
    return anyReport.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return []; // Cut off in the middle; the totals count that as a failure.
  }
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#10;': '\n',
  '&amp;': '&',
};
const unescapeXml = (text: string) =>
  text.replace(/&(?:lt|gt|quot|amp|#10);/g, (entity) => ENTITIES[entity] ?? '');

function failedInJUnit(text: string): FailedTest[] {
  const cases = text.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)"[^>]*>\s*<(?:failure|error) message="([^"]*)"/g,
  );
  return Array.from(cases, ([, file = '', title = '', message = '']) => ({
    file: unescapeXml(file),
    title: unescapeXml(title),
    message: unescapeXml(message),
    passedLater: false,
  }));
}

const MAX_LINES = 12;

/** What the end of a run says of a test that failed: where it is, and how its message begins. */
export function formatFailedTest({ file, title, message, passedLater }: FailedTest): string {
  const place = path.isAbsolute(file) ? path.relative(PROJECT_ROOT, file) : file;
  const lines = stripVTControlCharacters(message).split('\n').slice(0, MAX_LINES);
  const outcome = passedLater ? 'failed, then passed' : 'failed';
  return [`${outcome}: ${place ? `${place}: ` : ''}${title}`, ...lines.map((line) => `    ${line}`)].join(
    '\n',
  );
}
