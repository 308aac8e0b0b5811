import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDebianProgram } from '../../scripts/lib/debian-program';
import { createOwner, type Owner } from '../faults/support/people';
import { PostgresServer } from '../faults/support/postgres';
import { addEditor, createKey } from '../faults/support/victims';
import { prepare, startWorld, type World } from '../faults/support/world';
import { freePort } from '../support/app-process';
import { until } from './support/processes';

/** Two app processes on a database behind PgBouncer in transaction mode, with fewer connections than they want. */

const program = findDebianProgram('pgbouncer');
if (!program) process.stderr.write('PgBouncer is not tested: it is not here.\n');
const itBehindIt = program ? it : it.skip;

const CONNECTIONS = 4;
const NOBODY = 65_534;
/** 1.21 and newer can, and from 1.24 on they do so without being told. */
const KEEPS_STATEMENTS_FROM = 24;
const CLIENTS = 16;
const ROUNDS = 20;

const folder = mkdtempSync(path.join(tmpdir(), 'qarion-pgbouncer-'));
let stopPooler = async () => {};
let world: World;
let owners: Owner[];

beforeAll(async () => {
  if (!program) return;
  const server = PostgresServer.create();
  await prepare(server);
  const url = await startPooler(program, server);
  // With the worker, whose queue asks in ways of its own.
  world = await startWorld({ processes: 2, server, url, env: { QARION_WORKER: 'on' } });
  owners = await Promise.all([1, 2, 3, 4].map(() => createOwner(world.sql)));
});
afterAll(async () => {
  await stopPooler();
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Set as docs/deploy.md says. */
async function startPooler(file: string, server: PostgresServer): Promise<string> {
  const port = await freePort();
  const settings = path.join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `qarion = host=${server.folder} user=postgres dbname=qarion`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${CONNECTIONS}`,
    'ignore_startup_parameters = extra_float_digits,statement_timeout',
  ];
  writeFileSync(settings, lines.join('\n'));
  chmodSync(folder, 0o755);
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(file, [settings], { ...account, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  stopPooler = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  await until(() => said.includes('process up'), `PgBouncer runs: ${said}`, 10_000);
  return `postgresql://postgres@127.0.0.1:${port}/qarion`;
}

itBehindIt('every key is its own owner’s, however many ask at once for one of few connections', async () => {
  let at = 0;
  const wrong: string[] = [];
  const lane = async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      at += 1;
      const owner = owners[at % owners.length] as Owner;
      const answer = await world.client.ask(world.anyOrigin(), '/api/users/me', { secret: owner.secret });
      const isOwn = answer.status === 200 && JSON.parse(answer.body).email === owner.email;
      if (!isOwn) wrong.push(`${answer.status} ${answer.body}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, lane));
  expect(wrong).toEqual([]);
});

itBehindIt('a key that is deleted is refused by both processes on the very next request', async () => {
  const [owner] = owners as [Owner];
  const { id, secret } = await createKey(world, owner);
  const ask = (origin: string) => world.client.ask(origin, '/api/users/me', { secret });
  for (const { origin } of world.apps) expect((await ask(origin)).status).toBe(200);
  const question = { method: 'DELETE', secret: owner.secret };
  expect((await world.client.ask(world.anyOrigin(), `/api/api-keys/${id}`, question)).status).toBe(204);
  for (const { origin } of world.apps) expect((await ask(origin)).status).toBe(401);
});

itBehindIt('results are pushed and read back', async () => {
  const [admin, editor] = owners as [Owner, Owner];
  const check = await addEditor(world, admin, editor);
  const path = `/api/s/${admin.space}/quality/${check}`;
  const question = { method: 'POST', secret: editor.secret, body: { value: 7 } };
  expect((await world.client.ask(world.anyOrigin(), `${path}/push`, question)).status).toBe(201);
  const read = await world.client.ask(world.anyOrigin(), `${path}/executions`, { secret: editor.secret });
  expect(JSON.parse(read.body).items[0]).toMatchObject({ value: 7, status: 'PASS' });
});

itBehindIt('a pooler that keeps no prepared statements is named once in the log, and nothing else is', () => {
  const { stdout } = spawnSync(program ?? '', ['--version'], { encoding: 'utf8' });
  const minor = Number(/PgBouncer 1\.(\d+)/.exec(stdout)?.[1]);
  const expected = minor < KEEPS_STATEMENTS_FROM ? 1 : 0;
  for (const { log } of world.apps) {
    const complaints = log()
      .split('\n')
      .filter((line) => line.includes('"level"'));
    expect(complaints.filter((line) => !line.includes('keeps no prepared statements'))).toEqual([]);
    expect(complaints).toHaveLength(expected);
  }
});
