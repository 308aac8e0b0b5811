import { createServer } from 'node:http';
import { freePort } from '../../support/app-process';
import type { Client } from './client';

/**
 * What the platform must not be: a layer in front of one process that remembers
 * for a while which keys were accepted, and answers for it.
 */
export async function startCachingProxy(
  client: Client,
  origin: string,
  rememberMs: number,
): Promise<{ origin: string; stop(): void }> {
  const remembered = new Map<string, { until: number; body: string }>();
  const server = createServer(async (request, response) => {
    const credentials = request.headers.authorization ?? '';
    const known = remembered.get(credentials);
    if (known && known.until > performance.now()) {
      response.end(known.body);
      return;
    }
    const headers = { authorization: credentials };
    const answer = await client.ask(origin, request.url ?? '/', { headers });
    if (answer.status === 200) {
      remembered.set(credentials, { until: performance.now() + rememberMs, body: answer.body });
    }
    response.writeHead(answer.status, { 'content-type': answer.headers['content-type'] });
    response.end(answer.body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://localhost:${port}`, stop };
}
