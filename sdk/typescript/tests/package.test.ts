import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readConsumers } from './support/consumers.js';
import { API_KEY, ReplayServer } from './support/replay.js';

/** The package as its users get it: packed, installed into an empty folder without a network, and used. */
const run = promisify(execFile);
const PACKAGE = path.resolve(__dirname, '..');
const ROOT = path.resolve(PACKAGE, '../..');
const CONSUMERS = readConsumers();
const folder = mkdtempSync(path.join(tmpdir(), 'qarion-sdk-'));
const installed = path.join(folder, 'node_modules/@qarion/sdk');

let server: ReplayServer;

beforeAll(async () => {
  server = await ReplayServer.start();
  await run('npm', ['pack', '--pack-destination', folder], { cwd: PACKAGE });
  const [tarball = ''] = readdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"name": "user", "private": true}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder });
}, 120_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it('holds what it needs, and no sources or tests', () => {
  expect(readdirSync(installed).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
  ]);
  const { dependencies, sideEffects } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  );
  expect({ dependencies, sideEffects }).toEqual({ dependencies: undefined, sideEffects: false });
});

it('imports nothing but its own files, so that it runs where there is no Node', () => {
  const files = readdirSync(path.join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  const imports = scripts.flatMap((file) => {
    const text = readFileSync(path.join(installed, 'dist', file), 'utf8');
    return [...text.matchAll(/(?:from|require\(|import\()\s*["']([^"']+)["']/g)].map(([, name = '']) => name);
  });
  expect(imports.filter((name) => !/^\.{1,2}\/[\w/-]+\.js$/.test(name))).toEqual([]);
});

describe('a program that uses it', () => {
  beforeAll(async () => {
    for (const [file, { code }] of CONSUMERS) writeFileSync(path.join(folder, file), code);
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022'],
      strict: true,
      exactOptionalPropertyTypes: true,
      types: ['node'],
      typeRoots: [path.join(ROOT, 'node_modules/@types')],
      outDir: 'out',
    };
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }),
    );
  });

  it('finds its types, from import and from require', async () => {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    // What it complains of is on its standard output.
    const { stdout } = await run(process.execPath, [tsc], { cwd: folder }).catch((error) => error);
    expect(stdout).toBe('');
  }, 120_000);

  it.each(CONSUMERS)('%s runs, and ends by itself', async (file, { exchanges, prints }) => {
    const QARION_BASE_URL = await server.begin({ exchanges });
    const script = path.join(folder, 'out', file.replace(/ts$/, 'js'));
    const env = { ...process.env, QARION_API_KEY: API_KEY, QARION_BASE_URL };
    // One of them says by its exit code that the check failed.
    const { stdout, stderr } = await run(process.execPath, [script], { env }).catch((error) => error);
    expect(stdout + stderr).toBe(prints);
    expect(await server.differences()).toEqual([]);
  });
});
