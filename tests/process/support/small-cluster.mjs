// Several servers behind one port, whose first process adds up their metrics,
// and which starts and kills them as it is told. For metrics-of-all.test.ts.
import cluster from 'node:cluster';
import { addUpMetrics } from '../../../scripts/server/cluster-metrics.mjs';

cluster.setupPrimary({ exec: 'scripts/server.mjs' });
addUpMetrics();
const workers = () => Object.values(cluster.workers ?? {});
cluster.on('listening', () => process.stdout.write('listening\n'));
cluster.on('exit', () => process.stdout.write('ended\n'));
process.stdin.setEncoding('utf8').on('data', (text) => {
  for (const order of text.trim().split('\n')) {
    if (order === 'fork') cluster.fork();
    else if (order === 'end') process.exit(0);
    else workers()[0]?.process.kill(order);
  }
});
