// Several app processes behind one port: the primary, which listens and hands
// each connection to the next process, and answers none itself. Each of the
// others is `scripts/server.mjs`, the same that runs alone where one is enough.
import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { addUpMetrics } from './server/cluster-metrics.mjs';
import { keepRunning } from './server/keep-running.mjs';

cluster.setupPrimary({ exec: fileURLToPath(new URL('server.mjs', import.meta.url)), execArgv: [] });
addUpMetrics();
keepRunning(Number(process.env.QARION_PROCESSES));
