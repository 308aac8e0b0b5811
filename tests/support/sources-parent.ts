import { runQuery } from '@/lib/sources/run-query';

// A process that runs two endless queries, to be killed meanwhile.
const text = 'SELECT sum(a.range * b.range % 7) FROM range(1e6::INT) a, range(1e6::INT) b';
for (let index = 0; index < 2; index++) {
  void runQuery({ kind: 'files', location: 'shop' }, { text, values: [] }, { timeoutMs: 60_000, maxRows: 1 });
}
process.send?.('running');
