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

/** The values after a flag, up to the next flag. */
function option(args, name) {
  const start = args.indexOf(name) + 1;
  if (start === 0) return [];
  const length = args.slice(start).findIndex((arg) => arg.startsWith('--'));
  return args.slice(start, length < 0 ? undefined : start + length);
}

/**
 * The CLI takes an exit without this line on stderr for success, whatever the
 * exit code: every way to fail must go through here.
 */
function crash(message, errorCode) {
  const fields = { message, is_panic: false, error_code: errorCode, meta: {} };
  const line = {
    level: 'ERROR',
    fields,
    timestamp: new Date().toISOString(),
    target: 'schema_engine::logger',
  };
  process.stderr.write(`schema-engine\n${JSON.stringify(line)}\n`, () => process.exit(errorCode ? 1 : 101));
}

/** Comparing schema files needs no database; anything else does. */
function needsDatabase({ method, params }) {
  const isOffline = ({ tag }) => tag === 'empty' || tag === 'schemaDatamodel';
  return method !== 'diff' || !isOffline(params.from) || !isOffline(params.to);
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function serve(url, datamodels) {
  const { SchemaEngine } = loadEngine();
  const debug = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const request = JSON.parse(line);
    const { id, method, params } = request;
    if (!method) continue; // The CLI confirming that it printed something.
    try {
      const adapter = needsDatabase(request) ? () => connectedAdapter(url) : offlineAdapter;
      engine ??= await SchemaEngine.new({ datamodels }, debug, adapter());
      const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
      if (method === 'diff' && result.stdout)
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
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

const args = process.argv.slice(2);
process.on('uncaughtException', (error) => crash(String(error?.stack ?? error)));
if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(`schema-engine-wasm ${loadEngine().version()}\n`);
} else {
  const url = JSON.parse(option(args, '--datasource')[0] ?? '{}').url || process.env.DATABASE_URL;
  if (args.includes('cli')) {
    const failure = await runDatabaseCommand(args[args.indexOf('cli') + 1], url);
    if (failure) crash(failure.message, failure.code);
    else process.exit(0);
  } else {
    const files = option(args, '--datamodels');
    await serve(url, files.length > 0 ? files.map((file) => [file, readFileSync(file, 'utf8')]) : undefined);
    process.exit(0);
  }
}
