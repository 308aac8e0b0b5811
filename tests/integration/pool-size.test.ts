import { choosePoolSize } from '../../scripts/lib/pool-size';
import { withClient } from '../support/sql';

const url = process.env.DATABASE_URL ?? '';
let available = 0;

beforeAll(async () => {
  const read = (name: string) =>
    withClient(url, async (client) => Number((await client.query(`SHOW ${name}`)).rows[0][name]));
  available = (await read('max_connections')) - (await read('superuser_reserved_connections'));
  available -= await read('reserved_connections');
});
beforeEach(() => {
  delete process.env.DATABASE_POOL_SIZE;
});

it('few processes have the default each', async () => {
  expect(await choosePoolSize(url, 2)).toBe(10);
});

it('many processes have fewer each, so that all fit, and others besides', async () => {
  const size = await choosePoolSize(url, 20);
  expect(size).toBe(Math.floor((available - 10) / 20));
  expect(20 * size).toBeLessThan(available);
});

it('what was asked for is never made smaller: it is refused, with what would fit', async () => {
  process.env.DATABASE_POOL_SIZE = '10';
  expect(await choosePoolSize(url, 2)).toBe(10);
  await expect(choosePoolSize(url, 20)).rejects.toThrow(
    `set DATABASE_POOL_SIZE to ${Math.floor((available - 10) / 20)} or less`,
  );
});

it('so many processes that none would have two connections are refused', async () => {
  await expect(choosePoolSize(url, available)).rejects.toThrow('run fewer processes');
});
