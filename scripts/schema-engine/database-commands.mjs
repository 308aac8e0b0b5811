import pg from 'pg';

const COMMANDS = {
  'can-connect-to-database': (url) => query(url, 'SELECT 1'),
  'create-database': (url) =>
    query(maintenance(url), `CREATE DATABASE ${pg.escapeIdentifier(databaseOf(url))}`),
  'drop-database': (url) =>
    query(maintenance(url), `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(databaseOf(url))} WITH (FORCE)`),
};

/**
 * The engine's `cli` subcommand, about whole databases.
 * @param {string} command
 * @param {string} url
 * @returns {Promise<{ message: string, code?: string } | undefined>} what went wrong, with Prisma's code for it
 */
export async function runDatabaseCommand(command, url) {
  if (!COMMANDS[command]) return { message: `The command ${command} is not supported.` };
  try {
    await COMMANDS[command](url);
    return undefined;
  } catch (error) {
    return { message: String(error.message), code: error.code === '3D000' ? 'P1003' : 'P1001' };
  }
}

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function databaseOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** A database that always exists, to create and drop others from. */
function maintenance(url) {
  const other = new URL(url);
  other.pathname = '/postgres';
  return other.href;
}
