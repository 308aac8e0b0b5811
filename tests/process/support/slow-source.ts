import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { DataFolder } from './platform';

/**
 * A database beside the platform's own, for checks that take their time and
 * leave a line in the server's log each time they are asked. It is reached by
 * several names, because each has few connections.
 */
const NAMES = ['a', 'b', 'c', 'd'];

function urlOf(folder: DataFolder, user: string): string {
  const url = new URL(folder.databaseUrl);
  url.username = user;
  url.pathname = '/slow';
  return url.href;
}

/** What the processes that run executions need to know. */
export function slowSourceEnvironment(folder: DataFolder): Record<string, string> {
  return Object.fromEntries(
    NAMES.map((name) => [`QARION_SOURCE_SLOW_${name.toUpperCase()}`, urlOf(folder, 'reader')]),
  );
}

export async function makeSlowSource(folder: DataFolder): Promise<void> {
  await folder.query('CREATE ROLE reader LOGIN');
  await folder.query('CREATE DATABASE slow');
  const client = new pg.Client({ connectionString: urlOf(folder, 'postgres') });
  await client.connect();
  await client.query(`
    CREATE FUNCTION ask(n int, seconds float8) RETURNS int LANGUAGE plpgsql AS $$
      BEGIN RAISE LOG 'asked %', n; PERFORM pg_sleep(seconds); RETURN n; END $$`);
  await client.end();
  for (const name of NAMES) {
    await folder.query(
      `INSERT INTO sources (id, space_id, name, kind, location)
       SELECT gen_random_uuid(), id, $1, 'postgres', $2 FROM spaces WHERE slug = 'my-space'`,
      [`slow-${name}`, `QARION_SOURCE_SLOW_${name.toUpperCase()}`],
    );
  }
}

/** Makes the checks slow-1, slow-2, … of the demo's space, each worth its number. Returns their slugs. */
export async function addSlowChecks(folder: DataFolder, from: number, to: number, seconds: number) {
  const rows = await folder.query<{ slug: string }>(
    `INSERT INTO checks (id, space_id, source_id, slug, name, check_type, query, thresholds)
     SELECT gen_random_uuid(), o.space_id, o.id, 'slow-' || n, 'Slow ' || n, 'sql_metric',
            format('SELECT ask(%s, %s) AS n', n, $3::text), '{"critical": {"operator": "gte", "value": 0}}'
     FROM generate_series($1::int, $2::int) AS n
     JOIN sources o ON o.name = 'slow-' || ($4::text[])[1 + n % cardinality($4::text[])]
     ORDER BY n RETURNING slug`,
    [from, to, seconds, NAMES],
  );
  return rows.map(({ slug }) => slug);
}

/** How often a check's number was asked for, as the source itself wrote it down. */
export function timesAsked(folder: DataFolder, number: number): number {
  const log = readFileSync(path.join(folder.path, 'postgres/server.log'), 'utf8');
  return log.split('\n').filter((line) => line.endsWith(`asked ${number}`)).length;
}
