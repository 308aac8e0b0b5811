import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const START_TIMEOUT_MS = 30_000;

/** The built application, running as a process of its own on a free port. */
export type AppProcess = {
  origin: string;
  process: ChildProcess;
  /** Everything it has written so far. */
  log(): string;
  stop(): Promise<void>;
};

export async function startAppProcess(
  databaseUrl: string,
  env: Record<string, string> = {},
  folder = ROOT,
): Promise<AppProcess> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['scripts/server.mjs'], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
      LOG_LEVEL: 'info',
      QARION_RATE_LIMIT: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isLive(origin))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The application did not start. Is it built?\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { origin, process: child, log: () => log, stop };
}

async function isLive(origin: string): Promise<boolean> {
  return fetch(`${origin}/api/health/live`).then(
    (response) => response.ok,
    () => false,
  );
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
