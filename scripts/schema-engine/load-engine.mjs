import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

const WASM_FILE = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  .replace(/\.js$/, '.wasm');

/** Instantiates the engine by hand: its package is written for bundlers that import `.wasm` files. */
export function loadEngine() {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(WASM_FILE)), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}
