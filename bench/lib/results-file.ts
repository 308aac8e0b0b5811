import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Circumstances, mergeResult, type Outcome, type Result } from './results';

const FILE = path.join(__dirname, '../results.json');

export function readResults(): Result[] {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
}

/** Puts a figure's outcome into `results.json`, with where and when it was measured. */
export function writeResult(figure: string, outcome: Outcome, circumstances: Circumstances): void {
  const results = mergeResult(readResults(), { figure, ...circumstances, ...outcome });
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
}

/** Asked for before the measuring begins: afterwards the load would be our own. */
export function circumstances(): Circumstances {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString(),
    machine: `${os.availableParallelism()} x ${cpu?.model.trim() || os.arch()}, ${memory} GB, ${os.type()} ${os.release()}`,
    node: process.version,
    load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
  };
}
