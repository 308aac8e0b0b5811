import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something to become true, and returns how many milliseconds that took. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs: number,
): Promise<number> {
  const startedAt = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startedAt > timeoutMs) {
      throw new Error(`It did not happen within ${timeoutMs} ms: ${what}`);
    }
    await sleep(20);
  }
  return Math.round(performance.now() - startedAt);
}

/** A figure of the run, for whoever reads along. */
export function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
