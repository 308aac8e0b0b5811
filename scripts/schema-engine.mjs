#!/usr/bin/env node
import { webcrypto as crypto } from 'node:crypto';
// Drop-in for Prisma's native schema-engine binary: speaks the CLI's JSON-RPC
// on stdio and answers with the official WASM build of the same engine.
// Use: PRISMA_SCHEMA_ENGINE_BINARY=$PWD/scripts/schema-engine.mjs npx prisma migrate dev
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { parse, toClientConfig } from 'pg-connection-string';

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
if (argv[0] === '--version' || argv[0] === '-V') {
  console.log('schema-engine-wasm', '7.10.0');
  process.exit(0);
}
const flag = (n) => {
  const i = argv.indexOf(n);
  return i < 0 ? undefined : argv[i + 1];
};
const url = JSON.parse(flag('--datasource') ?? '{}').url;
const fail = (message, code) => {
  process.stderr.write(
    'schema-engine\n' +
      JSON.stringify({
        level: 'ERROR',
        fields: { message, is_panic: false, error_code: code, meta: {} },
        timestamp: new Date().toISOString(),
        target: 'schema_engine::logger',
      }),
  );
  process.exit(code ? 1 : 101);
};

if (argv.includes('cli')) {
  const cmd = argv[argv.indexOf('cli') + 1];
  const u = new URL(url),
    db = decodeURIComponent(u.pathname.slice(1));
  const admin = async (sql) => {
    const a = new URL(url);
    a.pathname = '/postgres';
    const c = new pg.Client(a.href);
    await c.connect();
    await c.query(sql);
    await c.end();
  };
  try {
    if (cmd === 'can-connect-to-database') {
      const c = new pg.Client(url);
      await c.connect();
      await c.end();
    } else if (cmd === 'create-database') await admin(`CREATE DATABASE "${db.replaceAll('"', '""')}"`);
    else if (cmd === 'drop-database')
      await admin(`DROP DATABASE IF EXISTS "${db.replaceAll('"', '""')}" WITH (FORCE)`);
    else fail('unsupported cli command ' + cmd);
    process.exit(0);
  } catch (e) {
    fail(String(e.message), e.code === '3D000' ? 'P1003' : 'P1001');
  }
}

const wasm = new WebAssembly.Instance(
  new WebAssembly.Module(
    readFileSync(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')),
  ),
  { './schema_engine_bg.js': bg },
);
bg.__wbg_set_wasm(wasm.exports);
wasm.exports.__wbindgen_start();

// @prisma/adapter-pg has no mapping for the catalog type "char" (oid 18): read it as bpchar
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (f) {
  for (const d of f) if (d.dataTypeID === 18) d.dataTypeID = 1042;
  return addFields.call(this, f);
};
const i = argv.indexOf('--datamodels');
const paths = [];
for (let j = i + 1; i >= 0 && j < argv.length && !argv[j].startsWith('--'); j++) paths.push(argv[j]);
const datamodels = paths.length ? paths.map((p) => [p, readFileSync(p, 'utf8')]) : undefined;
const cfg = toClientConfig(parse(url));
const factory = new PrismaPg(cfg);
// the adapter's own shadow database ignores `database` next to a connection string and drops before it disconnects
factory.connectToShadowDb = async () => {
  const name = 'prisma_migrate_shadow_db_' + crypto.randomUUID();
  const admin = new pg.Client(cfg);
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}"`);
  const shadow = await new PrismaPg({ ...cfg, database: name }).connect();
  const end = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await end();
    await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await admin.end();
  };
  return shadow;
};
const adapter = bindMigrationAwareSqlAdapterFactory(factory);
let engine;
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { id, method, params } = JSON.parse(line);
  const send = (x) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, ...x }) + '\n');
  try {
    engine ??= await bg.SchemaEngine.new(
      { datamodels },
      (l) => process.env.DEBUG && console.error(l),
      adapter,
    );
    const name = method === 'getDatabaseVersion' ? 'version' : method;
    const result = await engine[name](params);
    if (method === 'diff') {
      if (result.stdout)
        process.stdout.write(
          JSON.stringify({ jsonrpc: '2.0', method: 'print', params: { content: result.stdout } }) + '\n',
        );
    }
    send({ result: result ?? {} });
  } catch (e) {
    const data = { is_panic: false, message: String(e?.message ?? e), meta: null, error_code: e?.code ?? '' };
    send({ error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
  }
}
process.exit(0);
