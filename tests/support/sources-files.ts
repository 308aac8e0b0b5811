import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The folder that sources are made in; set before the environment is read, which is at first use. */
export function makeFilesFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qarion-files-'));
  process.env.QARION_FILES_DIR = folder;
  // The environment is read as a whole; files need no database.
  process.env.DATABASE_URL ??= 'postgresql://nowhere.invalid/none';
  return folder;
}

/** A source's folder with files in it. */
export function writeFiles(base: string, location: string, files: Record<string, string | Uint8Array>): void {
  mkdirSync(path.join(base, location), { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(base, location, name), content);
}

/** Makes a file with the database's own `COPY`, unlimited. */
export async function copyTo(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}'`);
  instance.closeSync();
}

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });
