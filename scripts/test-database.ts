// Holds a server with a migrated template for the test runner that forked this
// process, tells it where over the channel, and cleans up when the runner ends.
import { once } from 'node:events';
import { runTask, stopSignal } from './lib/run-task';
import { createMigratedTemplate, startTestServer } from './lib/test-database';

runTask(async () => {
  const stop = stopSignal();
  const server = await startTestServer();
  try {
    const template = await createMigratedTemplate(server.url);
    process.send?.({ url: server.url, template: template.name });
    if (!stop.aborted) await once(stop, 'abort');
    await template.drop();
  } finally {
    await server.stop();
  }
  return 0;
});
