import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFolderLock } from '../bootstrap/folder-lock.mjs';
import { hashFiles } from '../bootstrap/hash-files.mjs';
import { PREPARE_LOCK } from '../bootstrap/prepare.mjs';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { UserFacingError } from './user-facing-error';

/** Everything the production build is made from. */
const SOURCES = [
  ...['app', 'components', 'lib', 'public', 'middleware.ts', 'instrumentation.ts', 'prisma/schema.prisma'],
  ...[
    'next.config.js',
    'next.config.ts',
    'postcss.config.mjs',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ],
];
const STAMP = path.join(PROJECT_ROOT, '.next/qarion-sources');
const BUILD_ID = path.join(PROJECT_ROOT, '.next/BUILD_ID');
/** Below the build, so that a new build takes it away. */
export const STANDALONE = path.join(PROJECT_ROOT, '.next/standalone');

/**
 * Makes the production build unless there is one of exactly these sources.
 * @param isStandalone Whether the parts of a standalone folder are put together as well.
 * @returns whether it had to be made
 */
export async function ensureBuild(signal?: AbortSignal, isStandalone = false): Promise<boolean> {
  const isDone = () => isCurrent() && (!isStandalone || existsSync(STANDALONE));
  if (isDone()) return false;
  return await withFolderLock(
    PREPARE_LOCK,
    async () => {
      if (isDone()) return false;
      const hash = sourcesHash();
      await runNextBuild(signal, isStandalone);
      writeFileSync(STAMP, hash);
      return true;
    },
    signal && { signal },
  );
}

function isCurrent(): boolean {
  return existsSync(STAMP) && existsSync(BUILD_ID) && readFileSync(STAMP, 'utf8') === sourcesHash();
}

/** Values named NEXT_PUBLIC_* are copied into the build. */
function sourcesHash(): string {
  const values = Object.entries(process.env).filter(([name]) => name.startsWith('NEXT_PUBLIC_'));
  return hashFiles(
    SOURCES,
    values.sort().map((entry) => entry.join('=')),
  );
}

async function runNextBuild(signal: AbortSignal | undefined, isStandalone: boolean): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: PROJECT_ROOT,
    ...(signal && { signal }),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      QARION_STANDALONE: isStandalone ? '1' : '',
    },
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new UserFacingError('The app could not be built: "next build" failed, and its messages are above.');
}
