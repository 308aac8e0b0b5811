import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { ensureBuild, STANDALONE } from './build';

const FOLDER = 'dist/standalone';

/** What is read or started by its place in the project, which no build can see. */
const FILES = [
  ...['scripts/server.mjs', 'scripts/cluster.mjs', 'scripts/server', 'prisma/migrations', 'docs/recipes'],
  ...['package.json', 'LICENSE'],
];
/** Folders of which only the plain JavaScript is started: threads and cages. The rest of them is in the build. */
const STARTED_FROM = ['lib/users', 'lib/sources/files'];
/** The packages those stand on. */
const PACKAGES = ['node_modules/bcryptjs', 'node_modules/@duckdb'];
/** What an operator runs, each as one file. */
const TASKS = ['migrate', 'worker', 'user', 'key'];

/**
 * Puts together what the app runs on, in a folder of its own: the build and the
 * packages that the framework found it to need, the server around it, the files
 * that are found by their place, and the operator's tasks.
 * @returns the folder, seen from the project
 */
export async function makeStandalone(signal?: AbortSignal): Promise<string> {
  await ensureBuild(signal, true);
  const folder = path.join(PROJECT_ROOT, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  const take = (name: string, from = PROJECT_ROOT) =>
    cpSync(path.join(from, name), path.join(folder, name), { recursive: true });

  // The framework takes along all of the project that it is not sure of; only these two are the app.
  for (const name of ['.next', 'node_modules']) take(name, STANDALONE);
  for (const name of ['.next/static', ...FILES, ...PACKAGES]) take(name);
  for (const name of STARTED_FROM) {
    const scripts = readdirSync(path.join(PROJECT_ROOT, name)).filter((file) => file.endsWith('.mjs'));
    for (const file of scripts) take(path.join(name, file));
  }
  await bundleTasks(folder);
  return FOLDER;
}

/** The tasks with everything they import. The framework traced the packages for what the app itself uses of them. */
async function bundleTasks(folder: string): Promise<void> {
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: TASKS.map((task) => `scripts/${task}.ts`),
    // As deep as the files they were, whose place says where the project is.
    outdir: path.join(folder, 'scripts/tasks'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    conditions: ['react-server'],
    // It starts threads from files of its own; and what nobody has installed.
    external: ['piscina', 'pg-native'],
    // For what is CommonJS in the bundle.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    legalComments: 'none',
  });
}
