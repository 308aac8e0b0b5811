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
const HOOKS = path.join(__dirname, 'support/fuzz_hooks.py');

const folder = new DataFolder();
const reports = mkdtempSync(path.join(tmpdir(), 'qarion-fuzz-'));
const programs = pythonProgramsIfAny();
const ifInstalled = programs === null ? it.skip : it;
let platform: Platform;
let admin: string;
let known: Awaited<ReturnType<typeof namesAndIds>>;

beforeAll(async () => {
  platform = await ready(await startPlatform(folder, { LOG_LEVEL: 'warn' }));
  admin = await folder.makeKey();
  // With every right there is, so that no request ends before it is looked at.
  await folder.query('UPDATE api_keys SET can_create_keys = true');
  await folder.query("UPDATE users SET is_superadmin = true WHERE email = 'admin@example.com'");
  known = await namesAndIds();
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
  rmSync(reports, { recursive: true });
});

/** What a request may aim at, as the hooks read it. */
async function namesAndIds() {
  const column = async (sql: string) => (await folder.query<{ name: string }>(sql)).map(({ name }) => name);
  const inSpace = "FROM checks c JOIN spaces s ON s.id = c.space_id WHERE s.slug = 'my-space'";
  const paths = {
    '/s/': { space: ['my-space'], slug: await column(`SELECT c.slug AS name ${inSpace}`) },
    '/spaces/': {
      slug: ['my-space'],
      name: ['files'],
      user_id: await column("SELECT id AS name FROM users WHERE email = 'viewer@example.com'"),
    },
    '/quality/checks/': { id: await column(`SELECT c.id AS name ${inSpace}`) },
    '/quality/executions/': { id: await column('SELECT id AS name FROM executions ORDER BY id LIMIT 50') },
  };
  return { space: 'my-space', source: 'files', paths };
}

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
  const hooks = { SCHEMATHESIS_HOOKS: HOOKS, QARION_FUZZ_KNOWN: JSON.stringify(known) };
  const env = { ...process.env, ...hooks, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(path.join(programs ?? '', 'schemathesis'), args, { cwd: reports, env });
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
    // Ending keys comes by itself and last: sooner or later it ends the key that it came with.
    const ending = ['revokeApiKey', 'rotateApiKey'];
    const exclude = ending.flatMap((id) => ['--exclude-operation-id', id]);
    const all = await fuzz('all', admin, ...exclude, '--max-examples', '40');
    const last = await fuzz('last', admin, ...ending.flatMap((id) => ['--include-operation-id', id]));
    const isClean = all.code === 0 && last.code === 0;
    expect(isClean ? 'clean' : all.output + last.output).toBe('clean');
    expect(all.report.complete).toBe(true);
    const sent = [all, last].map(({ report }) => report.test_cases.generated ?? 0);
    expect(sent.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(2000);
  },
  400_000,
);

ifInstalled('nothing of that is an error in the log', () => {
  expect(platform.stderr()).not.toMatch(/"level":"(error|fatal)"/);
});
