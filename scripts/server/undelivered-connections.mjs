import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';

const SETTLE_MS = 100;

/**
 * Gives the connections that a dying process was sent, and never had, to
 * another. Node's primary waits for the word that a connection has arrived, and
 * from the dead it waits for ever, with a client at the other end. Told in the
 * dead one's place that it was not taken, it hands the connection to the next.
 * These messages are between Node and itself; a test notices when they change.
 * @param {import('node:cluster').Worker} worker
 */
export function redeliver(worker) {
  const child = worker.process;
  const undelivered = new Map();
  const send = child.send.bind(child);
  child.send = (message, handle, ...rest) => {
    if (message?.act === 'newconn') undelivered.set(message.seq, handle);
    return send(message, handle, ...rest);
  };
  child.on('internalMessage', ({ ack }) => undelivered.delete(ack));
  child.once('exit', async () => {
    // Its last words may still be on their way. What is not acknowledged after that never will be.
    await sleep(SETTLE_MS);
    const hasOthers = Object.values(cluster.workers ?? {}).some(
      (other) => other !== worker && other?.isConnected(),
    );
    for (const [ack, handle] of [...undelivered]) {
      if (hasOthers) child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: false });
      else handle?.close();
    }
  });
}
