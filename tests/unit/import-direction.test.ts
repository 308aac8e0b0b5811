/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file in the given place that imports the given module, and whether the linter lets it. */
const CASES: [place: string, imports: string, allowed: boolean][] = [
  ['lib/errors/a.ts', '../db', false],
  ['lib/a.ts', './db', false],
  ['lib/api-keys/a.ts', '../errors/codes', true],
  ['lib/api-keys/b.ts', '../db', false],
  ['lib/api-keys/c.ts', '../generated/prisma/client', false],
  ['lib/api-keys/d.ts', '../auth/session', false],
  ['lib/api-keys/e.ts', '@/lib/http/route', false],
  ['lib/api-keys/f.ts', '../users/users', false],
  ['lib/api-keys/g.ts', '../device-logins/schema', false],
  ['lib/device-logins/a.ts', '../api-keys/api-keys', true],
  ['lib/device-logins/b.ts', '../users/users', false],
  ['lib/device-logins/c.ts', '../db', false],
  ['lib/users/a.ts', './store', true],
  ['lib/users/b.ts', '../api-keys/schema', false],
  ['lib/users/c.ts', '../http/route', false],
  ['lib/metrics/a.ts', '../executions/store', false],
  ['lib/metrics/b.ts', '../db', false],
  ['lib/auth/c.ts', '../metrics/counting', true],
  ['lib/tracing/a.ts', '../http/route', false],
  ['lib/spaces/a.ts', '../checks/checks', false],
  ['lib/sources/a.ts', '../spaces/spaces', true],
  ['lib/sources/b.ts', '../checks/checks', false],
  ['lib/checks/a.ts', '../sources/sources', true],
  ['lib/checks/b.ts', '../executions/executions', false],
  ['lib/executions/a.ts', '../checks/checks', true],
  ['lib/executions/b.ts', '../users/users', false],
  ['lib/auth/a.ts', '../api-keys/token', true],
  ['lib/auth/b.ts', '../http/route', false],
  ['lib/http/a.ts', '../auth/session', true],
  ['lib/http/b.ts', '../db', false],
  ['lib/http/c.ts', '../api-keys/store', false],
  ['lib/http/operations/a.ts', '../../db', false],
  ['lib/http/d.ts', '@/app/page', false],
  ['sdk/typescript/src/a.ts', './b.js', true],
  ['sdk/typescript/src/resources/a.ts', '../transport.js', true],
  ['sdk/typescript/src/b.ts', '@/lib/api-keys/token', false],
  ['sdk/typescript/src/c.ts', '../../../lib/api-keys/token', false],
  ['sdk/typescript/src/d.ts', 'node:crypto', false],
  ['sdk/typescript/src/e.ts', 'undici', false],
  ['sdk/typescript/src/resources/b.ts', '../../tests/support/replay.js', false],
  ['sdk/typescript/tests/a.test.ts', '@/lib/api-keys/token', false],
  ['sdk/typescript/tests/b.test.ts', 'node:fs', true],
  ['cli/src/lib/a.ts', '@qarion/sdk', true],
  ['cli/src/lib/b.ts', '@qarion/sdk/names', true],
  ['cli/src/lib/c.ts', '../../../lib/http/problem', false],
  ['cli/src/commands/x/a.ts', '../../lib/io', true],
  ['cli/src/commands/x/b.ts', '@/lib/checks/schema', false],
  ['cli/src/a.ts', '../../lib/errors/codes', false],
  ['components/a.tsx', '@/lib/api-keys/schema', true],
  ['components/b.tsx', '@/lib/api-keys/api-keys', false],
  ['components/ui/a.tsx', '@/lib/db', false],
  ['components/ui/b.tsx', '@/app/(app)/page', false],
  ['app/api/x/a.ts', '@/lib/api-keys/api-keys', true],
  ['app/api/x/b.ts', '@/lib/db', false],
  ['app/api/auth/x/a.ts', '@/lib/auth/session', false],
  ['app/api/x/c.ts', '@/lib/api-keys/store', false],
  ['app/(app)/x/a.tsx', '@/lib/users/users', true],
  ['app/(app)/x/b.tsx', '@/lib/db', false],
  ['app/(app)/x/c.tsx', '@/lib/users/store', false],
  ['app/(app)/x/d.tsx', '@/lib/auth/operator', false],
  ['app/api/x/d.ts', '@/lib/auth/operator', false],
  ['app/(auth)/x/a.tsx', '@/lib/generated/prisma/client', false],
];

describe('imports run one way', () => {
  const root = path.resolve(__dirname, '../..');
  const folder = mkdtempSync(path.join(tmpdir(), 'qarion-imports-'));
  let refused = '';

  beforeAll(() => {
    const config = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'));
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [place, imports] of CASES) {
      mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
      writeFileSync(path.join(folder, place), `import { a } from '${imports}';\n\na();\n`);
    }
    cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
    const biome = path.join(root, 'node_modules/.bin/biome');
    const options = [
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=1000',
      '.',
    ];
    try {
      execFileSync(biome, options, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      refused = (error as { stdout: string }).stdout;
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(CASES)('%s importing %s: allowed %s', (place, _imports, allowed) => {
    expect(refused.includes(`"${place}"`)).toBe(!allowed);
  });
});
