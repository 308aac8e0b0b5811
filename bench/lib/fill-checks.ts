import { withClient } from '../../tests/support/sql';
import { PERSON } from './fill';

/** Results that each check has, so that there is a trend to draw. */
const EXECUTIONS_EACH = 20;

const id = (kind: string, n: string) =>
  `('01900000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** How many checks other spaces have for each of this one's. */
const ELSEWHERE = 20;

/** A space of the first person's with so many checks, each of which has run some times, beside another space with more; returns its slug. */
export async function fillWithChecks(url: string, count: number): Promise<string> {
  await withClient(url, async (client) => {
    // A check points to its last execution and that to its check.
    await client.query('SET session_replication_role = replica');
    const space = `INSERT INTO spaces (id, slug, name) VALUES (${id('a000', '1')}, 'checks', 'Checks')`;
    const member = `INSERT INTO members (space_id, user_id, role) VALUES (${id('a000', '1')}, '${PERSON.id}', 'editor')`;
    await client.query(`${space}; ${member}`);
    await client.query(
      `INSERT INTO checks (id, space_id, slug, name, check_type, thresholds, last_execution_id)
       SELECT ${id('b000', 'n')}, ${id('a000', '1')}, 'check-' || n, 'Check ' || n, 'custom',
              '{"warning": null, "critical": {"operator": "gte", "value": 1}}', ${id('b001', 'n * $2')}
         FROM generate_series(1, $1::int) n`,
      [count, EXECUTIONS_EACH],
    );
    await client.query(
      `INSERT INTO spaces (id, slug, name) VALUES (${id('a000', '2')}, 'elsewhere', 'Elsewhere')`,
    );
    await client.query(
      `INSERT INTO checks (id, space_id, slug, name, check_type)
       SELECT ${id('b000', '$1 + n')}, ${id('a000', '2')}, 'check-' || n, 'Check ' || n, 'custom'
         FROM generate_series(1, $1::int * ${ELSEWHERE}) n`,
      [count],
    );
    await client.query(
      `INSERT INTO executions (id, check_id, space_id, status, value, message, via, attempt, created_at, started_at, finished_at)
       SELECT ${id('b001', 'e')}, ${id('b000', '(e - 1) / $2 + 1')}, ${id('a000', '1')},
              'PASS', e % 10, 'The value is fine.', 'push', 1, at, at, at
         FROM generate_series(1, $1::int * $2::int) e,
              LATERAL (SELECT now() - ($1 * $2 - e) * interval '1 second' AS at) t`,
      [count, EXECUTIONS_EACH],
    );
    await client.query('VACUUM ANALYZE');
  });
  return 'checks';
}
