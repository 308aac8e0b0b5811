// A process in which queries on files run: one at a time, apart from the server and from its secrets.
// Plain JavaScript, for it is loaded by Node itself.
import { writeFileSync } from 'node:fs';
import { describeFiles, queryFiles } from './duckdb.mjs';
import { tooMuch } from './fault-words.mjs';
import { QueryFault } from './query-fault.mjs';

// The one who asked is gone, so nobody waits for an answer; a query that is running is not waited for either.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

try {
  // When memory runs out, the system ends this process first and not the server.
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // Only Linux has it.
}

process.on('message', async (request) => {
  process.send?.(await answer(request));
});

/** @param {import('./cage').CageRequest} request */
async function answer(request) {
  try {
    const value = request.do === 'query' ? await queryFiles(request) : await describeFiles(request);
    return { ok: true, value };
  } catch (error) {
    const { kind, message } = error instanceof QueryFault ? error : tooMuch();
    return { ok: false, kind, message };
  }
}
