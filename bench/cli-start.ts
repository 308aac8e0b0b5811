import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * How long somebody waits for the command line to say anything: from the start
 * of `qarion --version` to its first byte, against what Node.js takes to start
 * and end with nothing to do, in turns.
 */
const ROUNDS = { rounds: 5, turns: 15 };

const CLI = path.resolve(__dirname, '../cli');
const PROGRAM = path.join(CLI, 'dist/qarion.js');

export async function run(): Promise<Outcome> {
  execFileSync(process.execPath, ['build.mjs'], { cwd: CLI, stdio: 'inherit' });
  const series = await inRounds(
    {
      qarion: () => start([PROGRAM, '--version'], 'first byte'),
      node: () => start(['-e', '0'], 'end'),
    },
    ROUNDS,
  );
  return {
    lines: [line('qarion --version / node -e 0', ratiosOf(series.qarion, series.node), { atMost: 3 })],
    numbers: { unit: 'ms', ...mediansOf(series) },
  };
}

function start(args: string[], until: 'first byte' | 'end'): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let firstByteAt: number | undefined;
    child.stdout.on('data', () => {
      firstByteAt ??= performance.now();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const endedAt = until === 'end' ? performance.now() : firstByteAt;
      if (code !== 0 || endedAt === undefined) reject(new Error(`${args.join(' ')} ended with ${code}`));
      else resolve(endedAt - startedAt);
    });
  });
}
