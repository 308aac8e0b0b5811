import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './project-root.mjs';

function* filesOf(relative) {
  const absolute = path.join(PROJECT_ROOT, relative);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isFile()) {
    yield relative;
    return;
  }
  for (const name of readdirSync(absolute).sort()) yield* filesOf(path.join(relative, name));
}

/**
 * One hash over the names and contents of files and whole folders of the
 * project, plus anything else (`extras`) the result depends on.
 * @param {string[]} paths relative to the project
 * @param {string[]} extras
 */
export function hashFiles(paths, extras = []) {
  const hash = createHash('sha256');
  for (const extra of extras) hash.update(`extra ${extra.length} ${extra}`);
  for (const file of paths.flatMap((entry) => [...filesOf(entry)])) {
    const content = readFileSync(path.join(PROJECT_ROOT, file));
    hash.update(`file ${file.length} ${file} ${content.length} `).update(content);
  }
  return hash.digest('hex');
}
