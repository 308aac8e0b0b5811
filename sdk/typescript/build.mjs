// Compiles the package twice, for `import` and for `require`, each with its
// types. TypeScript is the repository's own.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(FOLDER, 'dist');
const FORMATS = [
  { name: 'esm', type: 'module', module: 'esnext' },
  { name: 'cjs', type: 'commonjs', module: 'commonjs' },
];

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(DIST, { recursive: true, force: true });
for (const { name, type, module } of FORMATS) {
  const folder = path.join(DIST, name);
  const args = [tsc, '--project', FOLDER, '--module', module, '--outDir', folder];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  // Says what the .js files beside it are, whatever the package says.
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify({ type })}\n`);
}
