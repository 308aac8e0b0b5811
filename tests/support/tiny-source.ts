import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import type { Dialect } from '@/lib/checks/compile';
import type { Query, QueryResult } from '@/lib/sources/schema';

/** A database to run compiled queries on for real, without all that guards a source. */
export type TinySource = {
  dialect: Dialect;
  run(query: Query): Promise<QueryResult>;
  close(): Promise<void>;
};

const plain = (cell: unknown) => (typeof cell === 'bigint' ? String(cell) : cell);

export async function openDuckDb(): Promise<TinySource> {
  const connection: DuckDBConnection = await (await DuckDBInstance.create(':memory:')).connect();
  return {
    dialect: 'duckdb',
    run: async ({ text, values }) => {
      const reader = await connection.runAndReadAll(text, values);
      const types = reader.columnTypes().map(String);
      return {
        columns: reader.columnNames().map((name, index) => ({ name, type: types[index] ?? '' })),
        rows: reader.getRowsJS().map((row) => row.map(plain)),
        isTruncated: false,
      };
    },
    close: async () => connection.closeSync(),
  };
}

/** A connection with a schema of its own, in a session far from UTC. */
export async function openPostgres(url: string): Promise<TinySource> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SET TIME ZONE 'Pacific/Auckland'; CREATE SCHEMA tiny; SET search_path = tiny`);
  return {
    dialect: 'postgres',
    run: async ({ text, values }) => {
      const { fields, rows } = await client.query({ text, values, rowMode: 'array' });
      return {
        columns: fields.map(({ name }) => ({ name, type: '' })),
        rows: rows as unknown[][],
        isTruncated: false,
      };
    },
    close: () => client.end(),
  };
}
