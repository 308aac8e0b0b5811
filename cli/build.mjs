// Bundles the command line with everything it needs into one file, and beside
// it the licences of what went in. `npm pack` and `npm install` run this.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const { metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/qarion.js',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  // Less to read at every start. Names stay, so that a stack trace says something.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
  ),
);
const licences = [...packages].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(path.join(HERE, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(HERE, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence to pass on`);
  return `${name} ${version}\n\n${readFileSync(path.join(HERE, folder, file), 'utf8').trim()}\n`;
});
writeFileSync(path.join(HERE, 'dist/LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
