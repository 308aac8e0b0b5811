// One process, one database: verifies keys when it is told to, and answers with
// how long the middle one took. The secrets come with the first message.
import { authenticateApiKey } from '../../lib/auth/authenticate-api-key';
import { median } from './statistics';

let requests: Request[] = [];

process.on('message', (message: { secrets: string[] } | { count: number }) => {
  if ('secrets' in message) {
    requests = message.secrets.map(
      (secret) => new Request('http://localhost/api', { headers: { authorization: `Bearer ${secret}` } }),
    );
    process.send?.({ ready: true });
    return;
  }
  measure(message.count).then(
    (milliseconds) => process.send?.({ milliseconds }),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
});
// The channel keeps this process; without it there is nobody to measure for.
process.on('disconnect', () => process.exit(0));

/** One after the other, each a key at random. */
async function measure(count: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const request = requests[Math.floor(Math.random() * requests.length)] as Request;
    const startedAt = performance.now();
    await authenticateApiKey(request);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
