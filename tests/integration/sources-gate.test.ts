import fc from 'fast-check';
import type pg from 'pg';
import { admit } from '@/lib/sources/postgres/gate';
import { tokenize } from '@/lib/sources/tokens';
import { withClient } from '../support/sql';

const URL = process.env.DATABASE_URL ?? '';
const CANARY = `CREATE FUNCTION dblink_canary() RETURNS int LANGUAGE plpgsql AS
  $body$ BEGIN RAISE EXCEPTION 'the canary was called'; END $body$`;
const CALL = 'dblink_canary()';

/** Everything that begins, ends or hides a text, a name or a comment, and what makes a statement of it. */
const PIECES = [
  ...[
    "'",
    "''",
    "e'",
    "E'",
    "x'",
    "N'",
    "U&'",
    '\\',
    "\\'",
    '"',
    '""',
    'U&"',
    '$$',
    '$a$',
    '$é$',
    '$1',
    'a$',
    'é',
  ],
  ...[
    '/*',
    '*/',
    '--',
    '\n',
    '\r',
    ' ',
    '\u00a0',
    '\f',
    '(',
    ')',
    ',',
    'a',
    '1',
    ' AS b',
    "'x'",
    ' || ',
    "UESCAPE '!'",
  ],
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((all) => all.join(''));

async function wasCalled(client: pg.Client, sql: string): Promise<boolean> {
  try {
    await client.query({ text: `SELECT * FROM (\n${sql}\n) AS q`, queryMode: 'extended' } as pg.QueryConfig);
    return false;
  } catch (error) {
    return error instanceof Error && error.message === 'the canary was called';
  }
}

function isAdmitted(sql: string): boolean {
  try {
    admit(sql);
    return true;
  } catch {
    return false;
  }
}

it('a function that may not be used is found wherever the database finds it, however it is hidden', async () => {
  await withClient(URL, async (client) => {
    await client.query(CANARY);
    let calls = 0;
    const property = fc.asyncProperty(pieces, pieces, pieces, async (before, after, end) => {
      const sql = `SELECT 1 ${before}, ${CALL} ${after}, 2 ${end}`;
      if (!(await wasCalled(client, sql))) return;
      calls += 1;
      expect([sql, isAdmitted(sql)]).toEqual([sql, false]);
    });
    await fc.assert(property, {
      numRuns: 3000,
      // Each of these got past a gate that took them for texts and comments.
      examples: [
        [' AS a$$', ' AS b$$', ''],
        ["/* /* */ ' */", "--'", ''],
        ["|| E'a'\n'\\''", "-- '", ''],
        ["|| $é$ ' $é$", "--'", ''],
        ['--\r', '', ''],
      ],
    });
    // Without these the property would say nothing.
    expect(calls).toBeGreaterThan(20);
  });
});

it('every character is in one token', () => {
  fc.assert(
    fc.property(pieces, fc.string({ unit: 'grapheme' }), (a, b) => {
      const sql = a + b + a;
      expect(
        tokenize(sql)
          .map(({ text }) => text)
          .join(''),
      ).toBe(sql);
    }),
  );
});
