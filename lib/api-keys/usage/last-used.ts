import 'server-only';
import { logger, redactKeys } from '../../logger';
import { onShutdown } from '../../shutdown';
import { type KeyUse, writeKeyUse } from './store';

/** That a key was used, by whom: as the request said, and by this process's own steady clock. */
type Use = Omit<KeyUse, 'age'> & { usedAt: number };

/** What a client calls itself is kept to this many characters. */
const AGENT_MAX_LENGTH = 200;

/** Uses that were not worth a write yet, by key; written at shutdown, or overtaken by a later write. */
const pending = new Map<string, Use>();
/** Bounds the memory of a process that serves very many keys; the oldest notes go first. */
const PENDING_MAX = 10_000;
/** After one that failed, nothing is written for so long: the next would only fail as well. */
const PAUSE_MS = 2_000;
let pausedUntil = 0;
/** Keys with a write under way, so that a burst of first uses causes one. */
const writing = new Map<string, Promise<unknown>>();

/**
 * Notes that a key was used just now, without making the request wait and without
 * ever failing it. The row itself, just read, says whether a write is due: at the
 * first use, and then once a minute. So several processes together still write
 * about once a minute per key.
 */
export function recordUse({ id, userId, address, agent }: Omit<KeyUse, 'age'>, isDue: boolean): void {
  // Field by field: to spread an object here costs every request more than all the rest of this does.
  const use = { id, userId, address, agent: agent && short(agent), usedAt: performance.now() };
  if (!isDue || writing.has(id) || use.usedAt < pausedUntil) {
    holdBack(use);
    return;
  }
  pending.delete(id);
  writing.set(
    id,
    write(use).finally(() => writing.delete(id)),
  );
}

function holdBack(use: Use): void {
  pending.set(use.id, use);
  if (pending.size <= PENDING_MAX) return;
  const oldest = pending.keys().next();
  if (!oldest.done) pending.delete(oldest.value);
}

/**
 * Finishes what is being written and writes what is still held back; called when the process is asked to stop,
 * which a database that is away must not keep it from.
 */
export async function flushUses(): Promise<void> {
  const uses = [...pending.values()];
  pending.clear();
  await Promise.all(writing.values());
  for (const use of uses) if (!(await write(use))) return;
}

/** @returns whether it could be written */
async function write({ usedAt, ...use }: Use): Promise<boolean> {
  // A key that somebody put there by mistake is not kept.
  const agent = use.agent && redactKeys(use.agent).slice(0, AGENT_MAX_LENGTH);
  try {
    await writeKeyUse({ ...use, age: performance.now() - usedAt, agent });
    return true;
  } catch (error) {
    pausedUntil = performance.now() + PAUSE_MS;
    logger.warn({ error, apiKeyId: use.id }, 'the last use of a key could not be written');
    return false;
  }
}

/** A copy, because a part of a text keeps all of it in memory. */
function short(agent: string): string {
  return agent.length <= AGENT_MAX_LENGTH ? agent : Buffer.from(agent.slice(0, AGENT_MAX_LENGTH)).toString();
}

onShutdown(flushUses);
