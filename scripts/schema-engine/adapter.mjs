import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

const CATALOG_CHAR = 18;
const BPCHAR = 1042;

/** The adapter has no mapping for the catalogs' own type "char"; read as bpchar it is the same text. */
function readCatalogCharAsText() {
  const { addFields } = pg.Result.prototype;
  pg.Result.prototype.addFields = function addFieldsOfKnownTypes(fields) {
    for (const field of fields) if (field.dataTypeID === CATALOG_CHAR) field.dataTypeID = BPCHAR;
    return addFields.call(this, fields);
  };
}

/** The adapter cuts scripts at every semicolon, also inside of `$$ … $$`. The server knows better. */
function sendScriptsWhole(connection) {
  connection.executeScript = async (script) => {
    try {
      await connection.client.query(script);
    } catch (error) {
      connection.onError(error);
    }
  };
  return connection;
}

/**
 * What the engine speaks to the database through.
 * @param {string} url
 */
export function connectedAdapter(url) {
  if (!url) throw new Error('Set DATABASE_URL to the database to work on.');
  readCatalogCharAsText();
  // As fields, never as a connection string: next to one the adapter ignores
  // `database`, and its shadow database would be the real one.
  const config = parseIntoClientConfig(url);
  const factory = new PrismaPg(config);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => sendScriptsWhole(await connect());
  factory.connectToShadowDb = () => connectToShadowDatabase(config);
  return bindMigrationAwareSqlAdapterFactory(factory);
}

/** A new database that is dropped when the engine is done with it, after the connections to it are closed. */
async function connectToShadowDatabase(config) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = new pg.Client(config);
  await admin.connect();
  await admin.query(`CREATE DATABASE "${database}"`);
  const shadow = sendScriptsWhole(await new PrismaPg({ ...config, database }).connect());
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await admin.query(`DROP DATABASE "${database}" WITH (FORCE)`);
    await admin.end();
  };
  return shadow;
}

/** For work on schema files alone: the engine connects before it knows that, and asks for the version. */
export function offlineAdapter() {
  const info = { provider: 'postgres', adapterName: '@prisma/adapter-pg' };
  const connection = {
    ...info,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    queryRaw: async () => ({
      columnNames: ['version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [['PostgreSQL 18', 180000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    startTransaction: () => Promise.reject(new Error('There is no database here.')),
    dispose: async () => undefined,
  };
  const connect = async () => connection;
  return bindMigrationAwareSqlAdapterFactory({ ...info, connect, connectToShadowDb: connect });
}
