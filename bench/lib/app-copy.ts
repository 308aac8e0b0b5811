import { execFile } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../scripts/bootstrap/project-root.mjs';

const FOLDER = path.join(PROJECT_ROOT, '.data/bench/app');
/** All that the application is made of and runs from; the packages are found further up. */
const PARTS = [
  ...['app', 'components', 'lib', 'prisma', 'public', 'scripts', 'middleware.ts', 'instrumentation.ts'],
  ...['next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'next-env.d.ts'],
];

/**
 * A production build of the application with some parts added, for routes that are
 * there to be measured and that nobody should ship. Returns its folder.
 *
 * @param added From a place in the copy to the file or folder that is copied there.
 */
export async function buildCopy(added: Record<string, string>): Promise<string> {
  for (const part of PARTS) {
    rmSync(path.join(FOLDER, part), { recursive: true, force: true });
    const source = path.join(PROJECT_ROOT, part);
    if (existsSync(source)) cpSync(source, path.join(FOLDER, part), { recursive: true });
  }
  for (const [place, source] of Object.entries(added)) {
    cpSync(source, path.join(FOLDER, place), { recursive: true });
  }
  const next = path.join(PROJECT_ROOT, 'node_modules/next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  // What it prints is in the error if it fails, and nowhere otherwise.
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd: FOLDER, env });
  return FOLDER;
}
