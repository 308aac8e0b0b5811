import { pool } from '@/lib/db';
import { toAppError } from '@/lib/errors/to-app-error';
import { DatabaseProxy } from '../support/database-proxy';

// One connection, so that what is prepared on it is known. The environment is read at first use.
process.env.DATABASE_POOL_SIZE = '1';

const ECHO = 'SELECT $1::text AS "said"';
let proxy: DatabaseProxy;
let queryPrepared: typeof import('@/lib/prepared').queryPrepared;

/** The statements that the database has ready on our connection, oldest first. */
async function preparedNames(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    'SELECT name FROM pg_prepared_statements ORDER BY prepare_time',
  );
  return rows.map(({ name }) => name);
}

async function echo(said: string, name = 'echo'): Promise<string | undefined> {
  const [row] = await queryPrepared<{ said: string }>(name, ECHO, [said]);
  return row?.said;
}

/** A new connection, whose database has nothing prepared and whose driver knows of nothing. */
async function reconnect(): Promise<void> {
  const client = await pool().connect();
  client.release(true);
}

beforeAll(async () => {
  proxy = await DatabaseProxy.start(process.env.DATABASE_URL ?? '');
  process.env.DATABASE_URL = proxy.url;
});

beforeEach(async () => {
  // A module of its own for each test, because it remembers what kind of pooler it has met. The pool stays.
  await jest.isolateModulesAsync(async () => {
    ({ queryPrepared } = await import('@/lib/prepared'));
  });
  await reconnect();
});

afterAll(async () => await proxy.stop());

describe('on a connection that is the process’s own', () => {
  it('a statement is prepared once, under a name that says what it is', async () => {
    expect([await echo('a'), await echo('b')]).toEqual(['a', 'b']);
    expect(await preparedNames()).toEqual([expect.stringMatching(/^echo_[0-9a-f]{16}$/)]);
  });

  it('two texts under one name are two statements', async () => {
    expect(await echo('a')).toBe('a');
    expect(await queryPrepared('echo', 'SELECT upper($1::text) AS "said"', ['a'])).toEqual([{ said: 'A' }]);
    expect(await preparedNames()).toHaveLength(2);
  });

  it('a column whose type is changed under it is read as it is now, and prepared again', async () => {
    await pool().query('CREATE TABLE changing (n integer)');
    await pool().query('INSERT INTO changing VALUES (1)');
    const read = () => queryPrepared('changing', 'SELECT n FROM changing WHERE n = $1', [1]);
    expect(await read()).toEqual([{ n: 1 }]);
    const [before] = await preparedNames();
    await pool().query('ALTER TABLE changing ALTER COLUMN n TYPE bigint');
    for (let i = 0; i < 3; i++) expect(await read()).toEqual([{ n: '1' }]);
    // Under another name, because a pooler that keeps names would go on giving out the old plan.
    expect(await preparedNames()).toEqual([expect.stringMatching(/^changing_/)]);
    expect(await preparedNames()).not.toEqual([before]);
  });

  it('what is wrong with a statement is told, and nothing is tried twice', async () => {
    const before = proxy.statements;
    await expect(queryPrepared('wrong', 'SELECT 1 / $1::integer', [0])).rejects.toMatchObject({
      code: '22012',
    });
    expect(proxy.statements - before).toBe(1);
    expect(await echo('a')).toBe('a');
    expect(await preparedNames()).toHaveLength(1);
  });
});

describe('behind a pooler that keeps no names', () => {
  it('a statement that the connection has forgotten is answered all the same, and prepared no more', async () => {
    expect(await echo('a')).toBe('a');
    await pool().query('DEALLOCATE ALL');
    expect([await echo('b'), await echo('c')]).toEqual(['b', 'c']);
    expect(await preparedNames()).toEqual([]);
  });

  it('a name that somebody else has taken is never run in place of ours', async () => {
    await echo('a');
    const [name] = await preparedNames();
    await reconnect();
    await pool().query(`PREPARE "${name}" (text) AS SELECT 'of somebody else'::text AS "said"`);
    expect([await echo('b'), await echo('c')]).toEqual(['b', 'c']);
    expect(await preparedNames()).toEqual([]);
  });

  it('a statement that writes has written once', async () => {
    await pool().query('CREATE TABLE written (n integer)');
    const write = () => queryPrepared('write', 'INSERT INTO written VALUES ($1) RETURNING n', [1]);
    await write();
    await pool().query('DEALLOCATE ALL');
    expect(await write()).toEqual([{ n: 1 }]);
    expect((await pool().query('SELECT FROM written')).rowCount).toBe(2);
  });
});

describe('while the database is away', () => {
  const codeOfEcho = async () => toAppError(await echo('a').catch((error: unknown) => error)).code;

  afterEach(() => proxy.restore());

  it('a refused connection is a 503', async () => {
    proxy.cut();
    expect(await codeOfEcho()).toBe('database_unavailable');
    proxy.restore();
    expect(await echo('back')).toBe('back');
  });

  it('a connection that is cut while a statement runs is a 503', async () => {
    const slow = queryPrepared('slow', 'SELECT pg_sleep($1)', [5]).catch((error: unknown) => error);
    setTimeout(() => proxy.cut(), 200);
    expect(toAppError(await slow).code).toBe('database_unavailable');
  });

  it('a server that ends the connection is a 503', async () => {
    const ended = queryPrepared('end', 'SELECT pg_terminate_backend(pg_backend_pid()), $1::text', ['']);
    expect(toAppError(await ended.catch((error: unknown) => error)).code).toBe('database_unavailable');
    expect(await echo('back')).toBe('back');
  });

  it('a pool without a free connection is a 503', async () => {
    const taken = await pool().connect();
    try {
      expect(await codeOfEcho()).toBe('database_unavailable');
    } finally {
      taken.release();
    }
  });
});
