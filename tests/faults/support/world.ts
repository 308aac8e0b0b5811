import path from 'node:path';
import { runProcess } from '../../process/support/processes';
import { type AppProcess, startAppProcess } from '../../support/app-process';
import { Client } from './client';
import { PostgresServer } from './postgres';

export type Sql = PostgresServer['sql'];

/** Several built applications, each a process of its own, on one database server that nobody else uses. */
export type World = {
  server: PostgresServer;
  apps: AppProcess[];
  client: Client;
  sql: Sql;
  /** One of the applications, chosen at random. */
  anyOrigin(): string;
  stop(): Promise<void>;
};

export type WorldOptions = {
  processes: number;
  server?: PostgresServer;
  /** What stands between the applications and the server. */
  url?: string;
  env?: Record<string, string>;
};

export async function startWorld({ processes, url, env, ...given }: WorldOptions): Promise<World> {
  const server = given.server ?? PostgresServer.create();
  const client = new Client();
  const apps: AppProcess[] = [];
  const stop = async () => {
    client.close();
    await Promise.all(apps.map((app) => app.stop()));
    server.remove();
  };
  try {
    if (!given.server) await prepare(server);
    apps.push(
      ...(await Promise.all(Array.from({ length: processes }, () => startApp(url ?? server.url, env)))),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const anyOrigin = () => {
    const app = apps[Math.floor(Math.random() * apps.length)];
    if (!app) throw new Error('no application runs');
    return app.origin;
  };
  const sql: Sql = (text, values) => server.sql(text, values);
  return { server, apps, client, sql, anyOrigin, stop };
}

/** Starts a server and makes the platform's database on it. */
export async function prepare(server: PostgresServer): Promise<void> {
  await server.start();
  await server.sql('CREATE DATABASE qarion', [], 'postgres');
  const script = path.resolve('tests/process/support/run-migrate.ts');
  const folder = path.resolve('prisma/migrations');
  const { code, stderr } = await runProcess(['--import', 'tsx', script, server.url, folder]);
  if (code !== 0) throw new Error(stderr);
}

/** What every application here is started with; faults are told apart from limits. */
export function startApp(url: string, env: Record<string, string> = {}): Promise<AppProcess> {
  return startAppProcess(url, {
    LOG_LEVEL: 'warn',
    QARION_RATE_LIMIT: 'off',
    QARION_WORKER: 'off',
    QARION_MAX_KEYS_PER_USER: '100000',
    ...env,
  });
}
