import { pool } from '@/lib/db';
import { call } from '../support/routes';

describe('health', () => {
  it('is well while the database answers and every migration is there', async () => {
    for (const path of ['/health', '/health/ready']) {
      const response = await call('GET', path);
      expect([response.status, await response.json()]).toEqual([
        200,
        { status: 'ok', checks: { database: 'ok', migrations: 'ok' } },
      ]);
    }
    expect(await (await call('GET', '/health/live')).json()).toEqual({ status: 'ok', checks: {} });
  });

  it.each([
    'DELETE FROM _prisma_migrations',
    'UPDATE _prisma_migrations SET finished_at = NULL',
    'UPDATE _prisma_migrations SET rolled_back_at = now()',
    'DROP TABLE _prisma_migrations',
  ])('is not ready after %s', async (statement) => {
    await pool().query('CREATE TABLE kept AS TABLE _prisma_migrations');
    await pool().query(statement);
    const response = await call('GET', '/health/ready');
    expect([response.status, (await response.json()).code]).toEqual([503, 'not_ready']);
    expect(response.headers.get('retry-after')).toBe('5');
    await pool().query('DROP TABLE IF EXISTS _prisma_migrations');
    await pool().query('ALTER TABLE kept RENAME TO _prisma_migrations');
  });
});
