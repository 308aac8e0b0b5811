import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findDebianProgram } from '../../../scripts/lib/debian-program';
import { type Image, inside, machine } from './image';
import { ROOT, type Running } from './processes';

type Service = { command?: string[]; environment: Record<string, string> };

/** compose.yaml, with what its anchors stand for. */
function readCompose() {
  return parse(readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8'), { merge: true });
}

/** A service of compose.yaml: its command, or the image's, and its environment, where `values` fill in or win. */
export function startService(image: Image, name: string, values: Record<string, string>): Running {
  const { command = image.command, environment } = readCompose().services[name] as Service;
  const defaults = Object.entries(environment).map(([key, value]) => [
    key,
    value.replace(/\$\{[^:}]+:-([^}]*)\}/, '$1'),
  ]);
  return startIn(image, command, { ...Object.fromEntries(defaults), ...values });
}

/** A command in the image, as its user, with nothing of this process's environment. */
export function startIn(image: Image, command: string[], values: Record<string, string>): Running {
  const [program = '', ...args] = command;
  const account = process.getuid?.() === 0 ? { uid: image.user, gid: image.user } : {};
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    ...account,
    cwd: inside(image),
    env: { ...machine(), ...image.env, QARION_HOST: '127.0.0.1', ...values } as never,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return follow(child);
}

export async function runIn(image: Image, command: string[], values: Record<string, string>) {
  const running = startIn(image, command, values);
  const { code } = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

function follow(child: ReturnType<typeof spawn>): Running {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

/** Where nginx is; null where there is none and none is installed. */
export function findNginx(): string | null {
  return findDebianProgram('nginx', 'nginx-light');
}

/**
 * nginx with deploy/nginx.conf; other than there are only where it listens,
 * where the app is, and that it logs to files: what a container has as its
 * output is a socket here, which cannot be opened by name.
 */
export function startNginx(program: string, folder: string, port: number, appPorts: number[]): Running {
  mkdirSync(folder, { recursive: true });
  const config = readFileSync(path.join(ROOT, 'deploy/nginx.conf'), 'utf8')
    .replace(/server app:3000 resolve;/, appPorts.map((app) => `server 127.0.0.1:${app};`).join(' '))
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
    .replaceAll('/dev/std', `${folder}/std`);
  writeFileSync(path.join(folder, 'nginx.conf'), config);
  const settings = `daemon off; pid ${folder}/nginx.pid;`;
  const child = spawn(program, ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-g', settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return follow(child);
}
