import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { freePort } from '../support/app-process';
import { rawRequest } from '../support/raw-http';
import { DataFolder, interrupt, type Platform, ready, request, startPlatform } from './support/platform';
import { processesWith, startProcess, until } from './support/processes';

const FOUR = { QARION_PROCESSES: '4' };
let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(() => folder.remove());

/** The processes of a platform that run one of its scripts. */
function pidsOf(script: string, port: number): number[] {
  const own = processesWith(`PORT=${port}`);
  return processesWith(script).filter((pid) => own.includes(pid));
}
const appPids = ({ port }: { port: number }) => pidsOf('scripts/server.mjs', port);

/** How many connections to a port each process holds at this end. */
function connectionsOf(pids: number[], port: number): number[] {
  const here = port.toString(16).toUpperCase().padStart(4, '0');
  const established = new RegExp(`^ *\\d+: [0-9A-F]{8}:${here} \\S+ 01 .*$`, 'gm');
  const inodes = (readFileSync('/proc/net/tcp', 'utf8').match(established) ?? []).map(
    (line) => line.trim().split(/\s+/)[9],
  );
  const linkOf = (pid: number, fd: string) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return ''; // Closed meanwhile.
    }
  };
  return pids.map((pid) => {
    const links = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(pid, fd));
    return inodes.filter((inode) => links.includes(`socket:[${inode}]`)).length;
  });
}

async function openConnections(platform: Platform, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(platform.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

/** The status of a request on a connection of its own. */
async function statusOf(platform: Platform, secret: string): Promise<number> {
  return (await rawRequest(platform.origin, '/api/users/me', [`Authorization: Bearer ${secret}`])).status;
}

async function startFour(): Promise<Platform> {
  const platform = await ready(await startPlatform(folder, FOUR));
  await until(() => appPids(platform).length === 4, 'four processes run');
  const listening = async () => {
    const sockets = await openConnections(platform, 8);
    try {
      await until(
        () => connectionsOf(appPids(platform), platform.port).reduce((a, b) => a + b, 0) >= 8,
        'connections were handed out',
      );
      return connectionsOf(appPids(platform), platform.port).every((count) => count > 0);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  };
  await until(listening, 'all four listen');
  return platform;
}

describe('several processes on one port', () => {
  it('share the connections evenly, and a key that is deleted through one is refused by all', async () => {
    const platform = await startFour();
    await until(
      () => connectionsOf(appPids(platform), platform.port).every((n) => n === 0),
      'connections ended',
    );
    const sockets = await openConnections(platform, 12);
    await until(
      () => String(connectionsOf(appPids(platform), platform.port)) === String([3, 3, 3, 3]),
      'each has three',
    );
    for (const socket of sockets) socket.destroy();

    const [creator, secret] = [await folder.makeKey(), await folder.makeKey()];
    await folder.query('UPDATE api_keys SET can_create_keys = true');
    const list = await (await request(platform.origin, secret, '/api-keys')).json();
    const { id } = (list as { id: string; key_prefix: string }[]).find(({ key_prefix }) =>
      secret.startsWith(key_prefix),
    ) ?? { id: '' };
    for (let i = 0; i < 8; i++) expect(await statusOf(platform, secret)).toBe(200);
    expect((await request(platform.origin, creator, `/api-keys/${id}`, { method: 'DELETE' })).ok).toBe(true);
    for (let i = 0; i < 8; i++) expect(await statusOf(platform, secret)).toBe(401);
    expect(await interrupt(platform)).toBe(0);
  });

  it('replace one that is killed with -9, while the others serve', async () => {
    const platform = await startFour();
    const secret = await folder.makeKey();
    const before = appPids(platform);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    await until(() => !appPids(platform).includes(victim), 'it is gone');
    for (let i = 0; i < 30; i++) expect(await statusOf(platform, secret)).toBe(200);
    await until(() => appPids(platform).length === 4, 'another takes its place');
    expect(appPids(platform).filter((pid) => before.includes(pid))).toHaveLength(3);
    expect(platform.stderr()).toContain('An app process ended (SIGKILL); another is started.');
    expect(await interrupt(platform)).toBe(0);
  });

  it('finish what they began before they stop, and leave no process behind', async () => {
    const platform = await startFour();
    const secret = await folder.makeKey();
    const answers = Array.from({ length: 40 }, () => statusOf(platform, secret));
    await Promise.race(answers);
    expect(await interrupt(platform)).toBe(0);
    const settled = await Promise.allSettled(answers);
    const statuses = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(processesWith(folder.path)).toEqual([]);
    expect(folder.isDatabaseStopped).toBe(true);
  });

  it('end by themselves when their launcher is killed with -9', async () => {
    const platform = await startFour();
    platform.child.kill('SIGKILL');
    await until(() => processesWith(folder.path).length === 0, 'everything stopped');
  });

  it('end with what hands out their connections, which is said', async () => {
    const platform = await startFour();
    const [primary = 0] = pidsOf('scripts/cluster.mjs', platform.port);
    process.kill(primary, 'SIGKILL');
    expect((await platform.ended).code).toBe(1);
    expect(platform.stderr()).toContain('The app ended unexpectedly (SIGKILL)');
    await until(() => processesWith(folder.path).length === 0, 'everything stopped');
  });
});

it('one process is the server alone, with nothing in front of it', async () => {
  const platform = await ready(await startPlatform(folder, { QARION_PROCESSES: '1' }));
  expect(appPids(platform)).toHaveLength(1);
  expect(pidsOf('scripts/cluster.mjs', platform.port)).toEqual([]);
  expect(await interrupt(platform)).toBe(0);
});

describe('processes that keep dying', () => {
  const start = async (env: Record<string, string> = {}) => {
    const port = await freePort();
    const running = startProcess(['scripts/cluster.mjs'], {
      NODE_ENV: 'production',
      PORT: String(port),
      QARION_DATA_DIR: folder.path,
      QARION_PROCESSES: '2',
      QARION_WORKER: 'off',
      DATABASE_URL: 'postgresql://localhost/not-asked',
      NEXTAUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
      ...env,
    });
    return { ...running, port };
  };

  it('end at once with the first one’s sentence when not even that comes up', async () => {
    const { ended, stderr } = await start({ NEXTAUTH_SECRET: 'changeme' });
    expect((await ended).code).toBe(1);
    expect(stderr().trim().split('\n')).toEqual([expect.stringContaining('NEXTAUTH_SECRET')]);
  });

  it('are started again with growing pauses, and end with a sentence when none comes up any more', async () => {
    const gate = path.join(folder.path, 'gate.cjs');
    writeFileSync(gate, '');
    const running = await start({ NODE_OPTIONS: `--require ${gate}` });
    await until(() => appPids(running).length === 2, 'both run');
    writeFileSync(gate, "if (process.argv[1]?.endsWith('server.mjs')) process.exit(3);");
    for (const pid of appPids(running)) process.kill(pid, 'SIGKILL');
    expect((await running.ended).code).toBe(1);
    const lines = running.stderr().trim().split('\n');
    expect(lines.at(-1)).toMatch(/^ {2}No app process stays alive: .*\.$/);
    expect(running.stderr()).toMatch(/\(exit code 3\); another is started in \d+ s\./);
    const pauses = [...running.stderr().matchAll(/started in ([\d.]+) s/g)].map(([, s]) => Number(s));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });
});
