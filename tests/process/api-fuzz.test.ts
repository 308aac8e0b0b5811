import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pythonProgramsIfAny } from '@/scripts/lib/python';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from './support/platform';

/**
 * Schemathesis reads our OpenAPI document and sends what it allows, and what it
 * forbids, to the built platform. Every answer must be one the document
 * promises.
 */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
];
const SEED = '20261124';

const folder = new DataFolder();
const reports = mkdtempSync(path.join(tmpdir(), 'qarion-fuzz-'));
const programs = pythonProgramsIfAny();
const ifInstalled = programs === null ? it.skip : it;
let platform: Platform;

beforeAll(async () => {
  platform = await ready(await startPlatform(folder, { LOG_LEVEL: 'warn' }));
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
  rmSync(reports, { recursive: true });
});

type Report = {
  complete: boolean;
  test_cases: Record<string, number>;
  failures: unknown[];
  errors: unknown[];
};

/** Runs Schemathesis to its end and returns its report, with what it printed for whoever reads a failure. */
async function fuzz(name: string, secret: string, ...options: string[]) {
  const file = path.join(reports, `${name}.json`);
  const args = [
    ...['run', `${platform.origin}/api/openapi.json`, '--url', `${platform.origin}/api`],
    ...['--header', `Authorization: Bearer ${secret}`, '--checks', CHECKS.join(','), '--seed', SEED],
    ...['--workers', '4', '--continue-on-failure', '--report', 'json', '--report-json-path', file],
    ...options,
  ];
  let output = '';
  const child = spawn(path.join(programs ?? '', 'schemathesis'), args, { cwd: reports });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  return { code, report, output };
}

ifInstalled(
  '2,000 requests made from the OpenAPI document find no 500 and no answer it does not promise',
  async () => {
    const admin = await folder.makeKey();
    // Deleting keys comes by itself and last: sooner or later it deletes the key that it came with.
    const all = await fuzz('all', admin, '--exclude-operation-id', 'revokeApiKey', '--max-examples', '40');
    const revoke = await fuzz('revoke', admin, '--include-operation-id', 'revokeApiKey');
    const isClean = all.code === 0 && revoke.code === 0;
    expect(isClean ? 'clean' : all.output + revoke.output).toBe('clean');
    expect(all.report.complete).toBe(true);
    const sent = [all, revoke].map(({ report }) => report.test_cases.generated ?? 0);
    expect(sent.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(2000);
  },
);

ifInstalled('nothing of that is an error in the log', () => {
  expect(platform.stderr()).not.toMatch(/"level":"(error|fatal)"/);
});
