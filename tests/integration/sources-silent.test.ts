import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import type { SourceTarget } from '@/lib/sources/schema';
import { DatabaseProxy } from '../support/database-proxy';
import { faultOf, query } from '../support/sources';
import { makeSourceDatabase, type SourceDatabase, sourceOf } from '../support/sources-postgres';

let source: SourceDatabase;
let proxy: DatabaseProxy;
let proxied: SourceTarget;
beforeAll(async () => {
  source = await makeSourceDatabase('CREATE TABLE orders (id int)');
}, 60_000);
beforeEach(async () => {
  proxy = await DatabaseProxy.start(source.urlFor(source.role, source.password));
  proxied = sourceOf(proxy.url);
});
afterEach(async () => {
  await endSourceConnections();
  await proxy.stop();
});
afterAll(() => source.drop(), 60_000);

const soon = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('a database that falls silent', () => {
  it('while a query runs is given up when the time is over', async () => {
    expect((await query(proxied, 'SELECT 1')).rows).toEqual([[1]]);
    const work = faultOf(query(proxied, 'SELECT pg_sleep(0.6)', { timeoutMs: 1_000 }));
    await soon();
    proxy.stall();
    expect(await work).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('longer than 1 second and'),
    });
  });

  it('between two queries is given up, and a new connection is made for the next', async () => {
    await query(proxied, 'SELECT 1');
    proxy.stall();
    expect((await faultOf(query(proxied, 'SELECT 2', { timeoutMs: 500 }))).kind).toBe('timeout');
    expect((await query(proxied, 'SELECT 3')).rows).toEqual([[3]]);
  });

  it('from the first moment is unavailable after a few seconds', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const fault = await faultOf(
      query(sourceOf(`postgresql://a:hunter2-secret@127.0.0.1:${port}/x`), 'SELECT 1'),
    );
    server.close();
    expect(fault).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('cannot be reached'),
    });
  });
});

describe('a database that is gone', () => {
  it('while a query runs makes it one to try again, and is used again when it is back', async () => {
    const work = faultOf(query(proxied, 'SELECT pg_sleep(5)'));
    await soon();
    proxy.cut();
    expect((await work).kind).toBe('unavailable');
    expect((await faultOf(query(proxied, 'SELECT 1'))).kind).toBe('unavailable');
    proxy.restore();
    expect((await query(proxied, 'SELECT 1')).rows).toEqual([[1]]);
  });
});
