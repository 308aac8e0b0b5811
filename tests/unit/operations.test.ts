import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateSecret } from '@/lib/api-keys/token';
import { openApiDocument, operations } from '@/lib/http/openapi';
import { isPublicApiPath } from '@/lib/http/public-paths';
import { METHODS, ownRoutes } from '../support/routes';

/** A declared path as the framework spells it. */
const fileOf = (declared: string) => `${declared.slice(1).replace(/\{(\w+)\}/g, '[$1]')}/route.ts`;

describe('what the API says about itself', () => {
  it('is a valid OpenAPI 3.1 document', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qarion-openapi-'));
    const file = path.join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(openApiDocument()));
    const validator = 'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js';
    const output = execFileSync(process.execPath, [validator, file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(JSON.parse(output)).toMatchObject({ valid: true });
  });

  it('names every operation once', () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const places = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(operations)('$method $path has its route', async ({ method, path }) => {
    const route = ownRoutes.find(({ file }) => file === fileOf(path));
    expect(route).toBeDefined();
    expect(Object.keys((await route?.load()) ?? {})).toContain(method);
  });

  it.each(operations)('$method $path needs a key exactly if it is not on the public list', (operation) => {
    const isPublic = isPublicApiPath(`/api${operation.path.replace(/\{\w+\}/g, 'x')}`);
    expect(Boolean(operation.isPublic)).toBe(isPublic);
    const described = Object.entries(openApiDocument().paths?.[operation.path] ?? {});
    const [, text] = described.find(([method]) => method === operation.method.toLowerCase()) ?? [];
    expect(text).toMatchObject(
      isPublic ? { security: [] } : { responses: { 401: expect.anything(), 503: expect.anything() } },
    );
  });

  it('leaves out no method that a route implements', async () => {
    for (const route of ownRoutes) {
      const declared = operations
        .filter(({ path }) => fileOf(path) === route.file)
        .map(({ method }) => method);
      const implemented = (await implementedMethods(route)).filter((method) => method !== 'HEAD');
      expect({ file: route.file, methods: implemented.sort() }).toEqual({
        file: route.file,
        methods: declared.sort(),
      });
    }
  });

  it('holds no example that could be a secret', () => {
    const text = JSON.stringify(openApiDocument());
    expect(text).toContain(generateSecret().slice(0, 15));
    expect(text).not.toMatch(/qarion_live_sk_[0-9A-Za-z]{5}/);
  });
});

/** Methods that are not given share one handler, which refuses them; so does a path where none is given. */
async function implementedMethods(route: (typeof ownRoutes)[number]): Promise<string[]> {
  const handlers = await route.load();
  return METHODS.filter((method) => handlers[method] !== handlers.OPTIONS);
}
