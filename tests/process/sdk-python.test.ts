import { spawn } from 'node:child_process';
import path from 'node:path';
import { pythonProgramsIfAny } from '@/scripts/lib/python';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from './support/platform';
import { ROOT } from './support/processes';

/**
 * The Python SDK on the built platform, with nothing in between. What it sends
 * and understands in detail is tested in sdk/python; here the two meet.
 */
const folder = new DataFolder();
const programs = pythonProgramsIfAny();
const ifInstalled = programs === null ? it.skip : it;
let platform: Platform;
let secret: string;

beforeAll(async () => {
  platform = await ready(await startPlatform(folder));
  secret = await folder.makeKey();
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
});

async function python(...args: string[]) {
  const child = spawn(path.join(programs ?? '', 'python'), args, {
    env: {
      NODE_ENV: 'test',
      PYTHONPATH: path.join(ROOT, 'sdk/python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
      QARION_API_KEY: secret,
      QARION_BASE_URL: `${platform.origin}/api`,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

ifInstalled('the three lines of the guide run a check and wait for its result', async () => {
  const program = `
from qarion import QarionClient
client = QarionClient(api_key="${secret}")
execution = client.quality.trigger("my-space", "my-check")
print(execution.status, execution.executed_sql is not None)`;
  const { code, stdout, stderr } = await python('-c', program);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^(PASS|WARNING|FAIL) True\n$/);
});

ifInstalled('everything the client offers means to the platform what it says', async () => {
  const walk = path.join(ROOT, 'sdk/python/tests/support/live_walk.py');
  const { code, stdout, stderr } = await python(walk);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { keys, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({
    awaited: { spaces: ['my-space'], same: true, results: [true, true] },
    runs: {
      same: true,
      finished: true,
      value: true,
      'of nothing': '404 not_found',
      'of a pushed one': '422 not_runnable',
    },
    checks: {
      created: true,
      changed: [2, null, true],
      stale: '409 edit_conflict',
      invalid: '422 validation_failed',
      pushed: ['PASS', 'WARNING', 'FAIL'],
      page: [2, 3, true],
      executions: [11, 7.5, 3],
      listed: true,
      archived: true,
    },
  });
  const { heir, ...outcome } = keys;
  expect(outcome).toEqual({
    renamed: 'Walk',
    create: '403 insufficient_scope',
    replaces: true,
    listed: true,
    revoked: '401 revoked',
  });
  expect(platform.stdout() + platform.stderr()).not.toContain(heir);
  expect(platform.stdout() + platform.stderr()).not.toContain(secret);
});
