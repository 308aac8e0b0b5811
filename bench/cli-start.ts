import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { median } from './lib/statistics';

/*
 * How long somebody waits for the command line to say anything: from the start
 * of `qarion --version` to its first byte, against what Node.js takes to start
 * and end with nothing to do, in turns.
 */
const ROUNDS = 5;
const STARTS = 15;

const CLI = path.resolve(__dirname, '../cli');
const PROGRAM = path.join(CLI, 'dist/qarion.js');

export async function run(): Promise<void> {
  execFileSync(process.execPath, ['build.mjs'], { cwd: CLI, stdio: 'inherit' });
  await measure();
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { qarion, node } = await measure();
    ratios.push(qarion / node);
    say(
      `round ${round}: qarion --version ${qarion.toFixed(1)} ms, node -e 0 ${node.toFixed(1)} ms (medians of ${STARTS})`,
    );
  }
  say(`cli-start: ${median(ratios).toFixed(2)}x the start of Node.js`);
}

/** Both, one after the other each time, so that a busy machine slows both. */
async function measure(): Promise<{ qarion: number; node: number }> {
  const times = { qarion: [] as number[], node: [] as number[] };
  for (let count = 0; count < STARTS; count += 1) {
    times.qarion.push(await start([PROGRAM, '--version'], 'first byte'));
    times.node.push(await start(['-e', '0'], 'end'));
  }
  return { qarion: median(times.qarion), node: median(times.node) };
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
