import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { freePort } from '../support/app-process';
import { rawRequest } from '../support/raw-http';
import {
  appPids,
  DataFolder,
  interrupt,
  type Platform,
  pidsOf,
  ready,
  request,
  startPlatform,
} from './support/platform';
import { processesWith, startProcess, until } from './support/processes';

type Target = { port: number };

let folder: DataFolder;

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

async function openConnections({ port }: Target, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

/** The status of a request on a connection of its own. */
async function statusOf(platform: Platform, secret: string): Promise<number> {
  return (await rawRequest(platform.origin, '/api/users/me', [`Authorization: Bearer ${secret}`])).status;
}

/** Begins a request on so many connections; each is answered once it is ended with the rest of its body. */
async function beginRequests(target: Target, head: string, bodies: string[]) {
  const sockets = await openConnections(target, bodies.length);
  const answers = sockets.map(async (socket) => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
    return answer.split(' ')[1];
  });
  for (const [i, socket] of sockets.entries()) {
    const { length } = bodies[i] ?? '';
    socket.write(
      `${head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${bodies[i]?.[0]}`,
    );
  }
  await untilHandedOut(target, bodies.length);
  return {
    finish: () => {
      for (const [i, socket] of sockets.entries()) socket.write(bodies[i]?.slice(1) ?? '');
      return Promise.all(answers);
    },
  };
}

/** Waits until so many connections have reached the processes, and each of these has some. */
async function untilHandedOut(target: Target, count: number): Promise<void> {
  const areThere = () => {
    const counts = connectionsOf(appPids(target), target.port);
    return counts.reduce((sum, n) => sum + n, 0) >= count && counts.every((n) => n > 0);
  };
  await until(areThere, `each process has some of ${count} connections`);
}

/** Starts so many processes and waits until all of them take connections. */
async function startSeveral(count: number): Promise<Platform> {
  const platform = await ready(await startPlatform(folder, { QARION_PROCESSES: String(count) }));
  await untilAllListen(platform, count);
  return platform;
}

async function untilAllListen(target: Target, count: number): Promise<void> {
  const haveConnections = async () => {
    // The others are started once the first listens.
    if (appPids(target).length < count) return false;
    const sockets = await openConnections(target, 2 * count);
    // Handed out within moments, or not at all.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const counts = connectionsOf(appPids(target), target.port);
    for (const socket of sockets) socket.destroy();
    return counts.length === count && counts.every((n) => n > 0);
  };
  await until(haveConnections, `${count} processes listen`);
}

describe('several processes that share a port', () => {
  let platform: Platform;
  let creator: string;
  beforeAll(async () => {
    folder = new DataFolder();
    platform = await startSeveral(3);
    creator = await folder.makeKey();
    await folder.query('UPDATE api_keys SET can_create_keys = true');
  });
  afterAll(() => folder.remove());

  it('all refuse a key that was deleted through one of them', async () => {
    const init = { method: 'POST', body: JSON.stringify({ name: 'To be deleted' }) };
    const made = (await (await request(platform.origin, creator, '/api-keys', init)).json()) as {
      id: string;
      full_key: string;
    };
    for (let i = 0; i < 6; i++) expect(await statusOf(platform, made.full_key)).toBe(200);
    const deleted = await request(platform.origin, creator, `/api-keys/${made.id}`, { method: 'DELETE' });
    expect(deleted.ok).toBe(true);
    for (let i = 0; i < 6; i++) expect(await statusOf(platform, made.full_key)).toBe(401);
  });

  it('replace one that is killed with -9, while the others serve', async () => {
    const before = appPids(platform);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    await until(() => !appPids(platform).includes(victim), 'it is gone');
    for (let i = 0; i < 20; i++) expect(await statusOf(platform, creator)).toBe(200);
    await untilAllListen(platform, 3);
    expect(appPids(platform).filter((pid) => before.includes(pid))).toHaveLength(2);
    expect(platform.stderr()).toContain('An app process ended (SIGKILL); another is started.');
  });

  it('each finish what they began before they stop, and leave no process behind', async () => {
    const head = `POST /api/api-keys HTTP/1.1\r\nAuthorization: Bearer ${creator}\r\nContent-Type: application/json`;
    const bodies = Array.from({ length: 6 }, (_, i) => JSON.stringify({ name: `Begun ${i}` }));
    const begun = await beginRequests(platform, head, bodies);
    platform.child.kill('SIGINT');
    await until(() => platform.stderr().includes('Stopping'), 'it stops');
    await until(
      () =>
        fetch(platform.origin, { signal: AbortSignal.timeout(500) }).then(
          () => false,
          () => true,
        ),
      'nothing new is taken',
    );
    expect(await begun.finish()).toEqual(Array.from({ length: 6 }, () => '201'));
    expect((await platform.ended).code).toBe(0);
    expect(platform.stderr().split('Stopping')[1]).not.toContain('another is started');
    expect(processesWith(folder.path)).toEqual([]);
    expect(folder.isDatabaseStopped).toBe(true);
  });
});

describe('what is in front of the processes', () => {
  beforeEach(() => {
    folder = new DataFolder();
  });
  afterEach(() => folder.remove());

  it('several processes end by themselves with their launcher', async () => {
    const platform = await startSeveral(2);
    for (const pid of [platform.child.pid ?? 0, ...pidsOf('scripts/up.ts', platform.port)])
      process.kill(pid, 'SIGKILL');
    const left = () => [...appPids(platform), ...pidsOf('scripts/cluster.mjs', platform.port)];
    await until(() => left().length === 0, 'all of the app stopped');
  });

  it('one process is the server alone, with nothing in front of it', async () => {
    const platform = await ready(await startPlatform(folder, { QARION_PROCESSES: '1' }));
    expect(appPids(platform)).toHaveLength(1);
    expect(pidsOf('scripts/cluster.mjs', platform.port)).toEqual([]);
    expect(await interrupt(platform)).toBe(0);
  });
});

describe('processes without a launcher', () => {
  beforeEach(() => {
    folder = new DataFolder();
  });
  afterEach(() => folder.remove());

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

  it('answer what they began when their primary is killed with -9, and end', async () => {
    const running = await start();
    await untilAllListen(running, 2);
    const head = 'POST /api/auth/device/code HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded';
    const begun = await beginRequests(running, head, ['client_id=nobody', 'client_id=nobody']);
    running.child.kill('SIGKILL');
    await until(() => running.child.signalCode !== null, 'it is gone');
    // There is no client of that name, which takes no database to find out.
    expect(await begun.finish()).toEqual(['400', '400']);
    await until(() => appPids(running).length === 0, 'both ended');
  });

  it('leave no connection without an answer when one of them is killed with -9 under load', async () => {
    const running = await start({ QARION_PROCESSES: '3', LOG_LEVEL: 'silent' });
    await untilAllListen(running, 3);
    let isOver = false;
    const ends = { answered: 0, cut: 0 };
    const clients = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        // It fails when there is no answer in 15 seconds. What the killed one was answering is cut, at once.
        const answer = await rawRequest(`http://127.0.0.1:${running.port}`, '/api/health/live').catch(
          (error: Error) => error,
        );
        if (answer instanceof Error && answer.message.startsWith('no answer')) throw answer;
        if ('status' in answer && answer.status === 200) ends.answered += 1;
        else ends.cut += 1;
      }
    });
    const killing = (async () => {
      for (const victim of appPids(running).slice(0, 2)) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        process.kill(victim, 'SIGKILL');
        await until(() => !appPids(running).includes(victim), 'it is gone');
      }
      isOver = true;
    })();
    await Promise.all([...clients, killing]);
    expect(ends.cut).toBeLessThanOrEqual(16);
    expect(ends.answered).toBeGreaterThan(ends.cut);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

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
    for (const pid of appPids(running)) killIfThere(pid);
    expect((await running.ended).code).toBe(1);
    const lines = running.stderr().trim().split('\n');
    expect(lines.at(-1)).toMatch(/^ {2}No app process stays alive: .*\.$/);
    expect(running.stderr()).toMatch(/\(exit code 3\); another is started in \d+ s\./);
    const pauses = [...running.stderr().matchAll(/started in ([\d.]+) s/g)].map(([, s]) => Number(s));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });
});

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
