import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestDatabase, type TestDatabase } from '../support/database-server';
import { withClient } from '../support/sql';
import { ROOT, runProcess } from './support/processes';

let server: TestDatabase;
let url: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  server = await startTestDatabase();
});
afterAll(() => server.stop());

beforeEach(async () => {
  const name = `qarion_test_migrations_${process.pid}_${count++}`;
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${name}`));
  const target = new URL(server.url);
  target.pathname = name;
  url = target.href;
  folder = mkdtempSync(path.join(tmpdir(), 'qarion-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  const name = new URL(url).pathname.slice(1);
  await withClient(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const migrate = (from = folder) =>
  runProcess(['--import', 'tsx', 'tests/process/support/run-migrate.ts', url, from]);
const prisma = (args: string[], env: Record<string, string> = {}) =>
  runProcess(['node_modules/prisma/build/index.js', ...args], { DATABASE_URL: url, ...env });

it('applies what is missing in order, and nothing the second time', async () => {
  write('1_first', 'CREATE TABLE a (id INT); CREATE TABLE b (id INT);');
  write('2_second', 'ALTER TABLE a ADD COLUMN name TEXT;');
  expect((await migrate()).stdout).toBe('["1_first","2_second"]');
  expect((await migrate()).stdout).toBe('[]');
  write('3_third', 'DROP TABLE b;');
  expect((await migrate()).stdout).toBe('["3_third"]');
});

it('refuses a migration that was edited after it had been applied', async () => {
  write('1_first', 'CREATE TABLE a (id INT);');
  await migrate();
  write('1_first', 'CREATE TABLE a (id BIGINT);');
  const { code, stderr } = await migrate();
  expect(code).toBe(1);
  expect(stderr).toBe(
    'The migration 1_first was edited after it had been applied: restore it and put the change into a migration of its own.\n',
  );
});

it('undoes a migration that fails half-way, and resumes there once it is mended', async () => {
  write('1_first', 'CREATE TABLE a (id INT);');
  write('2_second', 'CREATE TABLE b (id INT); CREATE TABLE a (id INT);');
  const { code, stderr } = await migrate();
  expect(code).toBe(1);
  expect(stderr).toContain('The migration 2_second failed and was undone');
  write('2_second', 'CREATE TABLE b (id INT);');
  expect((await migrate()).stdout).toBe('["2_second"]');
});

it('applies each migration once when several start at the same time', async () => {
  write('1_first', 'SELECT pg_sleep(1); CREATE TABLE a (id INT);');
  const runs = await Promise.all([migrate(), migrate(), migrate()]);
  expect(runs.map(({ stdout }) => stdout).sort()).toEqual(['["1_first"]', '[]', '[]']);
});

it('leaves a history that Prisma accepts', async () => {
  await migrate(path.join(ROOT, 'prisma/migrations'));
  const status = await prisma(['migrate', 'status']);
  expect(status.stdout).toContain('Database schema is up to date!');
  expect(status.code).toBe(0);
});

describe('the schema engine', () => {
  it('deploys functions with semicolons inside, after which schema and database agree', async () => {
    expect((await prisma(['migrate', 'deploy'])).code).toBe(0);
    expect((await prisma(['migrate', 'status'])).code).toBe(0);
    const sources = ['--from-schema', 'prisma/schema.prisma', '--to-config-datasource'];
    expect((await prisma(['migrate', 'diff', ...sources, '--exit-code'])).code).toBe(0);
    expect((await migrate(path.join(ROOT, 'prisma/migrations'))).stdout).toBe('[]');
  });

  it('writes a new migration from a changed schema, through a shadow database it drops again', async () => {
    cpSync(path.join(ROOT, 'prisma'), folder, { recursive: true });
    const schema = path.join(folder, 'schema.prisma');
    const config = path.join(folder, 'prisma.config.ts');
    writeFileSync(schema, 'model Extra {\n  id Int @id\n}\n', { flag: 'a' });
    writeFileSync(
      config,
      `export default { schema: ${JSON.stringify(schema)}, migrations: { path: ${JSON.stringify(path.join(folder, 'migrations'))} }, datasource: { url: process.env.DATABASE_URL } };`,
    );
    const engine = path.join(ROOT, 'scripts/schema-engine.mjs');
    const dev = await prisma(['migrate', 'dev', '--create-only', '--name', 'extra', '--config', config], {
      PRISMA_SCHEMA_ENGINE_BINARY: engine,
    });
    expect(dev.stdout).toMatch(/created the following migration without applying it \d+_extra/);
    const shadows = await withClient(server.url, (client) =>
      client.query("SELECT FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'"),
    );
    expect(shadows.rowCount).toBe(0);
  });

  it('prints the SQL of a schema without any database', async () => {
    const args = ['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema.prisma', '--script'];
    const { code, stdout } = await prisma(args, { DATABASE_URL: 'postgresql://127.0.0.1:1/nowhere' });
    expect(code).toBe(0);
    expect(stdout).toContain('CREATE TABLE "api_keys"');
  });

  it('fails loudly: an unreachable database, and an engine that dies, are no success', async () => {
    expect(
      (await prisma(['migrate', 'deploy'], { DATABASE_URL: 'postgresql://127.0.0.1:1/nowhere' })).code,
    ).not.toBe(0);
    write('1_broken', 'THIS IS NO SQL');
    expect(
      (await prisma(['db', 'execute', '--file', path.join(folder, '1_broken/migration.sql')])).code,
    ).not.toBe(0);
  });
});
