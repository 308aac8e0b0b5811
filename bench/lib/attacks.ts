/**
 * What somebody who may write checks can try, one of each kind: queries that
 * never end or that ask for more memory than there is, those that are refused,
 * and texts that a careless expression would be busy with for years.
 */
const ENDLESS =
  'WITH RECURSIVE endless AS (SELECT 1 AS n UNION ALL SELECT (n + 1) % 7 FROM endless) SELECT max(n) FROM endless';
const DOUBLED = [
  'a0 AS (SELECT 1 AS x)',
  ...Array.from({ length: 30 }, (_, n) => `a${n + 1} AS NOT MATERIALIZED (FROM a${n} UNION ALL FROM a${n})`),
].join(', ');

/** On files. */
export const ON_FILES = [
  ENDLESS,
  'SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b, range(1000) AS c',
  "SELECT repeat('x', 1000000000)",
  'SELECT list(n) FROM range(1000000000) AS t(n)',
  "SELECT printf('%999999999d', 1)",
  `WITH ${DOUBLED} SELECT count(*) FROM a30`,
  'SELECT * FROM (SELECT hash(range) AS h FROM range(1000000000) ORDER BY h) OFFSET 5',
  `SELECT ${'['.repeat(900)}1${']'.repeat(900)}`,
  "SELECT * FROM read_text('/etc/passwd')",
  "COPY (SELECT 1) TO '/tmp/x'",
];

/**
 * On a database. None is here that makes it take memory while it plans: nothing
 * but the database's own machine can limit that.
 */
export const ON_DATABASE = [
  ENDLESS,
  'SELECT pg_sleep(60)',
  'SELECT generate_series(1, 1000000000)',
  "SELECT repeat('x', 1000000000)",
  'SELECT * FROM generate_series(1, 100000000) AS g ORDER BY random()',
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity',
  'DELETE FROM orders',
];

/** Schedules, which are read by the server itself. */
export const SCHEDULES = [`${'1'.repeat(80)}! * * * *`, `${'*/1,'.repeat(20)}! * * * *`, '0 0 31 2 *'];
