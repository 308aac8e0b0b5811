#!/usr/bin/env node
// Stands in for the native schema engine that Prisma's CLI would download: the
// same JSON-RPC on stdin and stdout, answered by the WebAssembly build of the
// same engine from npm. prisma.config.ts points the CLI here.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connectedAdapter, offlineAdapter } from './schema-engine/adapter.mjs';
import { runDatabaseCommand } from './schema-engine/database-commands.mjs';
import { loadEngine } from './schema-engine/load-engine.mjs';

const ENGINE_ERROR = 4466;

/** The values given with a flag, which may be repeated. */
function option(args, name) {
  return args.filter((_, i) => args[i - 1] === name);
}

/** How the `cli` subcommand tells that it failed: one structured line, exit code 1. */
function failCommand({ message, code }) {
  const fields = { message, is_panic: false, error_code: code, meta: {} };
  const line = {
    level: 'ERROR',
    fields,
    timestamp: new Date().toISOString(),
    target: 'schema_engine::logger',
  };
  process.stderr.write(`schema-engine\n${JSON.stringify(line)}\n`, () => process.exit(1));
}

/** Rejects when the engine panics, which leaves the request it works on without an answer for ever. */
function watchForPanic() {
  const panic = new Promise((_, reject) => {
    globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => reject(new Error(message)) };
    process.on('uncaughtException', reject);
    process.on('unhandledRejection', reject);
  });
  panic.catch(() => undefined); // There may be no request at the moment.
  return panic;
}

/** Comparing schema files needs no database; anything else does. */
function needsDatabase({ method, params }) {
  const isOffline = ({ tag }) => tag === 'empty' || tag === 'schemaDatamodel';
  return method !== 'diff' || !isOffline(params.from) || !isOffline(params.to);
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/**
 * These two look for the shadow database where only a diagnosis puts the way to
 * it, and the CLI may start a new engine in between.
 */
const METHODS_AFTER_DIAGNOSIS = ['evaluateDataLoss', 'createMigration'];

async function diagnoseFirst(engine, { method, params }) {
  if (!METHODS_AFTER_DIAGNOSIS.includes(method)) return;
  const { migrationsList, filters } = params;
  await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
}

/**
 * Answers requests until the CLI closes the channel. Every request gets an
 * answer: should the engine just end, the CLI may end as if all were well.
 */
async function serve(url, datamodels) {
  const panic = watchForPanic();
  const { SchemaEngine } = loadEngine();
  const debug = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  let engine;

  async function answer(request) {
    const { method, params } = request;
    const adapter = needsDatabase(request) ? () => connectedAdapter(url) : offlineAdapter;
    engine ??= await SchemaEngine.new({ datamodels }, debug, adapter());
    await diagnoseFirst(engine, request);
    return await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {};
    const { id, method } = request;
    if (!method) continue; // The CLI confirming that it printed something.
    try {
      const result = await Promise.race([answer(request), panic]);
      if (method === 'diff' && result.stdout) {
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
      }
      send({ id, result: result ?? {} });
    } catch (error) {
      const data = {
        is_panic: false,
        message: String(error?.message ?? error),
        meta: null,
        error_code: error?.code ?? '',
      };
      send({
        id,
        error: { code: ENGINE_ERROR, message: 'An error happened. Check the data field for details.', data },
      });
    }
  }
}

async function main(args) {
  if (args[0] === '--version' || args[0] === '-V') {
    process.stdout.write(`schema-engine-wasm ${loadEngine().version()}\n`);
    return;
  }
  const url = JSON.parse(option(args, '--datasource')[0] ?? '{}').url || process.env.DATABASE_URL;
  if (args.includes('cli')) {
    const failure = await runDatabaseCommand(args[args.indexOf('cli') + 1], url);
    if (failure) failCommand(failure);
    return;
  }
  const files = option(args, '--datamodels');
  await serve(url, files.length > 0 ? files.map((file) => [file, readFileSync(file, 'utf8')]) : undefined);
  process.exit(0); // Connections of the engine may still be open.
}

await main(process.argv.slice(2));
