import { pool } from '@/lib/db';

/** A key's row exactly as it is stored, as text, to see whether anything about it changed. */
export async function keyRow(id: string): Promise<string> {
  const { rows } = await pool().query<{ row: string }>(
    'SELECT to_jsonb(k)::text AS row FROM api_keys k WHERE id = $1',
    [id],
  );
  if (!rows[0]) throw new Error(`there is no key ${id}`);
  return rows[0].row;
}

/** Changes a key's row behind the domain's back. */
export async function setKeyColumn(id: string, column: string, value: unknown): Promise<void> {
  await pool().query(`UPDATE api_keys SET ${column} = $2 WHERE id = $1`, [id, value]);
}

/** Does something while a table is not to be found; its rows are kept. */
export async function withoutTable(table: string, work: () => Promise<void>): Promise<void> {
  await pool().query(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  try {
    await work();
  } finally {
    await pool().query(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
  }
}
