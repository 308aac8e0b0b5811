import { availableParallelism } from 'node:os';
import { UserFacingError } from './user-facing-error';

const MAX_PROCESSES = 64;

/** What a number of processes may be, in words. */
export const PROCESSES_RULE = `a number from 1 to ${MAX_PROCESSES}, or "auto"`;

/** How many app processes a text asks for; null when it is none. */
export function readProcesses(text: string): number | null {
  if (text === 'auto') return Math.min(availableParallelism(), MAX_PROCESSES);
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MAX_PROCESSES ? count : null;
}

/** How many QARION_PROCESSES asks for: one when it is not set. */
export function processesFromEnvironment(): number {
  const text = process.env.QARION_PROCESSES || '1';
  const count = readProcesses(text);
  if (count === null)
    throw new UserFacingError(`QARION_PROCESSES must be ${PROCESSES_RULE}, and it is "${text}".`);
  return count;
}
