import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { findDebianProgram } from '../../scripts/lib/debian-program';
import { freePort } from './app-process';

/** A real Redis on loopback that keeps nothing. */
export type RedisServer = {
  url: string;
  /** From now on it answers nothing, and keeps its connections. */
  freeze(): void;
  stop(): Promise<void>;
};

/** Null where there is none to start. */
export async function startRedis(port?: number): Promise<RedisServer | null> {
  const program = findDebianProgram('redis-server');
  if (!program) return null;
  const at = port ?? (await freePort());
  const args = ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, args, { stdio: 'ignore' });
  for (let tries = 0; !(await listens(at)); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error('Redis did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url: `redis://127.0.0.1:${at}`, freeze: () => child.kill('SIGSTOP'), stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => undefined).unref();
    socket.once('connect', () => socket.destroy());
  });
}
