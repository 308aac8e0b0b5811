import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every file of ours: what git has, or would add. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const sources = files.filter((file) => /\.(ts|tsx|mjs|js|css|py)$/.test(file));

const textOf = (file: string) => readFileSync(file, 'utf8');

/** What a file imports to run, types left out; our own files by their path from the root. */
function importsOf(file: string): string[] {
  const names = [...textOf(file).matchAll(/^(?:import|export)(?! type)\b[^;]*?from '([^']+)';$/gm)];
  return names.map(([, name = '']) => {
    if (!name.startsWith('.') && !name.startsWith('@/')) return name;
    const from = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(file), name);
    return [`${from}.ts`, `${from}.tsx`, from].find((candidate) => existsSync(candidate)) ?? from;
  });
}

describe('the source', () => {
  it('has no file over 300 lines', () => {
    expect(sources.filter((file) => textOf(file).split('\n').length > 301)).toEqual([]);
  });

  it('has names in kebab case', () => {
    expect(sources.filter((file) => !/^[a-z0-9.[\]_-]+$/.test(path.basename(file)))).toEqual([]);
  });
});

describe('what must stay on the server', () => {
  const modules = files.filter(
    (file) => /^(lib|app|components)\/.*\.tsx?$/.test(file) || file === 'instrumentation.ts',
  );
  const isGuarded = (file: string) => /^import 'server-only';$/m.test(textOf(file));
  const touchesTheServer = (file: string) =>
    importsOf(file).some((name) =>
      /^(pg|bcryptjs|next\/headers|next-auth.*|lib\/db\.ts|lib\/env\.ts|lib\/generated\/.*)$/.test(name),
    ) || /\bprocess\.env\.(?!NODE_ENV)/.test(textOf(file));
  const inLib = modules.filter((file) => file.startsWith('lib/'));

  it('is guarded by server-only wherever the database, the environment or cookies are touched, or used by guarded modules alone', () => {
    const open = inLib.filter((file) => touchesTheServer(file) && !isGuarded(file));
    const leaks = open.flatMap((file) =>
      modules
        .filter((user) => importsOf(user).includes(file) && !isGuarded(user) && !open.includes(user))
        .map((user) => `${user} imports ${file}`),
    );
    expect(leaks).toEqual([]);
  });

  it('is not reached by any file that runs in the browser, however indirectly', () => {
    const inBrowser = modules.filter((file) => /^'use client';/m.test(textOf(file)));
    const reached = new Map<string, string>();
    const visit = (file: string, from: string) => {
      // A server action is called from the browser, but runs on the server.
      if (reached.has(file) || !existsSync(file) || /^'use server';/m.test(textOf(file))) return;
      reached.set(file, from);
      for (const name of importsOf(file)) visit(name, file);
    };
    for (const file of inBrowser) visit(file, 'the browser');
    const found = [...reached].filter(
      ([file]) => isGuarded(file) || (file.startsWith('lib/') && touchesTheServer(file)),
    );
    expect(found.map(([file, from]) => `${from} imports ${file}`)).toEqual([]);
  });
});
