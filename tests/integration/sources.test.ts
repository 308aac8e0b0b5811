import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors/app-error';
import { endCages } from '@/lib/sources/files/cages';
import type { CreateSourceInput } from '@/lib/sources/schema';
import * as sources from '@/lib/sources/sources';
import { codeOf } from '../support/codes';
import { createKeyFor, createSpaceFor, createTenant, createUser, throughKey } from '../support/factories';
import { call, json, withKey } from '../support/routes';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';

const base = makeFilesFolder();
const files = { kind: 'files', name: 'shop', location: 'shop' } as const;
const warehouse = { kind: 'postgres', name: 'warehouse', location: 'QARION_SOURCE_WAREHOUSE' } as const;

beforeAll(() => {
  process.env.QARION_SOURCE_WAREHOUSE = 'postgresql://ada:hunter2-secret@127.0.0.1:1/none';
  writeFiles(base, 'shop', { 'orders.csv': 'id,name\n1,a\n' });
});
afterAll(async () => {
  await endCages();
  removeFolder(base);
});

const superadmin = () => createUser({ isSuperadmin: true });
const newSpace = async () => createSpaceFor(await createUser(), 'admin');

async function thrownBy(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw thrown;
}

describe('sources', () => {
  it('are added by superadmins, and listed by every member', async () => {
    const [root, viewer] = [await superadmin(), await createUser()];
    const { slug } = await createSpaceFor(viewer, 'viewer');
    await sources.addSource(root, slug, warehouse);
    const added = await sources.addSource(root, slug, files);
    expect(added).toMatchObject({ ...files, checkCount: 0, createdAt: expect.any(Date) });
    const listed = await sources.listSources(viewer, slug);
    expect(listed.map(({ name, kind, location }) => ({ name, kind, location }))).toEqual([files, warehouse]);
  });

  it('are neither added nor removed by an admin of the space, who is told who may', async () => {
    const admin = await createUser();
    const { slug } = await createSpaceFor(admin, 'admin');
    await sources.addSource(await superadmin(), slug, files);
    const tenant = { actor: admin, ...(await createKeyFor(admin)) };
    for (const [actor, code] of [
      [admin, 'forbidden'],
      [throughKey(tenant), 'insufficient_scope'],
    ] as const) {
      const error = await thrownBy(sources.addSource(actor, slug, warehouse));
      expect(error).toMatchObject({ code, detail: 'Only a superadmin may do this.' });
      expect(await codeOf(sources.removeSource(actor, slug, 'shop'))).toBe(code);
    }
    expect(await sources.listSources(admin, slug)).toHaveLength(1);
  });

  it('have a name used once in a space, and again in another', async () => {
    const root = await superadmin();
    const [first, second] = [await newSpace(), await newSpace()];
    await sources.addSource(root, first.slug, files);
    const error = await thrownBy(sources.addSource(root, first.slug, { ...warehouse, name: 'shop' }));
    expect(error).toMatchObject({ code: 'name_taken', fields: [{ loc: ['name'], type: 'name_taken' }] });
    expect(await sources.addSource(root, second.slug, files)).toMatchObject({ name: 'shop' });
  });

  const unusable: [what: string, input: CreateSourceInput, message: string][] = [
    ['a folder that is not there', { ...files, location: 'nowhere' }, 'QARION_FILES_DIR'],
    ['a file', { ...files, location: 'plain.csv' }, 'QARION_FILES_DIR'],
    ['a link to a folder', { ...files, location: 'linked' }, 'QARION_FILES_DIR'],
    ['a folder further up', { ...files, location: '..' }, 'one folder'],
    ['a path', { ...files, location: 'shop/../shop' }, 'one folder'],
    ['an absolute path', { ...files, location: '/etc' }, 'one folder'],
    ['the folder itself', { ...files, location: '.' }, 'one folder'],
    ['a hidden folder', { ...files, location: '.ssh' }, 'one folder'],
    ['a path of another system', { ...files, location: 'shop\\..\\..' }, 'one folder'],
    ['a path in code points', { ...files, location: '%2e%2e' }, 'one folder'],
    ['a path in wide dots', { ...files, location: '．．' }, 'one folder'],
    ['a name cut short', { ...files, location: 'shop\0.txt' }, 'one folder'],
    ['a pattern', { ...files, location: 'sh*p' }, 'one folder'],
    ['a variable that is not set', { ...warehouse, location: 'QARION_SOURCE_NONE' }, 'is not set'],
    ['the platform’s own variable', { ...warehouse, location: 'DATABASE_URL' }, 'QARION_SOURCE_'],
    ['a variable in small letters', { ...warehouse, location: 'qarion_source_warehouse' }, 'in capitals'],
    ['no more than the beginning', { ...warehouse, location: 'QARION_SOURCE_' }, 'QARION_SOURCE_'],
    ['two variables', { ...warehouse, location: 'QARION_SOURCE_A\nPATH' }, 'QARION_SOURCE_'],
    ['a connection string', { ...warehouse, location: 'postgresql://a:b@c/d' }, 'QARION_SOURCE_'],
  ];
  it.each(unusable)('refuse %s as their location, with what to do', async (_what, input, message) => {
    writeFileSync(path.join(base, 'plain.csv'), 'a\n1\n');
    mkdirSync(path.join(base, 'real'), { recursive: true });
    try {
      symlinkSync(path.join(base, 'real'), path.join(base, 'linked'));
    } catch {
      // It is there from the case before.
    }
    const { slug } = await newSpace();
    const root = await superadmin();
    const error = await thrownBy(sources.addSource(root, slug, input));
    expect(error.code).toBe('validation_failed');
    expect(error.fields).toMatchObject([{ loc: ['location'], msg: expect.stringContaining(message) }]);
    expect(error.detail).not.toContain(base);
    expect(await sources.listSources(root, slug)).toEqual([]);
  });

  it('are not removed while a check, even an archived one, reads from them', async () => {
    const root = await superadmin();
    const space = await newSpace();
    const { id } = await sources.addSource(root, space.slug, files);
    const check = await db().check.create({
      data: {
        spaceId: space.id,
        sourceId: id,
        slug: 'c',
        name: 'C',
        checkType: 'row_count',
        archivedAt: new Date(),
      },
    });
    expect((await sources.listSources(root, space.slug))[0]?.checkCount).toBe(1);
    const error = await thrownBy(sources.removeSource(root, space.slug, 'shop'));
    expect(error).toMatchObject({ code: 'source_in_use', detail: expect.stringContaining('another source') });
    await db().check.delete({ where: { id: check.id } });
    await sources.removeSource(root, space.slug, 'shop');
    expect(await sources.listSources(root, space.slug)).toEqual([]);
    expect(await codeOf(sources.removeSource(root, space.slug, 'shop'))).toBe('not_found');
  });

  it('tell their tables, or why they cannot, without the connection', async () => {
    const [root, viewer] = [await superadmin(), await createUser()];
    const { slug } = await createSpaceFor(viewer, 'viewer');
    await sources.addSource(root, slug, files);
    await sources.addSource(root, slug, warehouse);
    expect(await sources.describeSource(viewer, slug, 'shop')).toEqual([
      {
        name: 'orders',
        columns: [
          { name: 'id', type: 'BIGINT' },
          { name: 'name', type: 'VARCHAR' },
        ],
      },
    ]);
    const error = await thrownBy(sources.describeSource(viewer, slug, 'warehouse'));
    expect(error).toMatchObject({
      code: 'source_unavailable',
      detail: expect.stringContaining('nothing listens there'),
    });
    expect(JSON.stringify(error)).not.toContain('hunter2-secret');
    expect(await codeOf(sources.describeSource(viewer, slug, 'none'))).toBe('not_found');
  });
});

describe('sources over the API', () => {
  it('are added, listed, described and removed', async () => {
    const root = await superadmin();
    const { secret } = await createKeyFor(root);
    const { slug } = await newSpace();
    const at = `/spaces/${slug}/sources`;
    const created = await call('POST', at, withKey(secret, json(files)));
    expect(created.status).toBe(201);
    const body = await created.json();
    expect(body).toEqual({
      ...files,
      id: expect.any(String),
      created_at: expect.stringMatching(/Z$/),
      check_count: 0,
    });
    expect(await (await call('GET', at, withKey(secret))).json()).toEqual([body]);
    expect(await (await call('GET', `${at}/shop`, withKey(secret))).json()).toEqual({
      name: 'shop',
      tables: [
        {
          name: 'orders',
          columns: [
            { name: 'id', type: 'BIGINT' },
            { name: 'name', type: 'VARCHAR' },
          ],
        },
      ],
    });
    const again = await call('POST', at, withKey(secret, json(files)));
    expect([again.status, (await again.json()).code]).toEqual([409, 'name_taken']);
    const missing = await call(
      'POST',
      at,
      withKey(secret, json({ ...files, name: 'b', location: 'nowhere' })),
    );
    expect([missing.status, (await missing.json()).errors[0].loc]).toEqual([422, ['location']]);
    expect((await call('DELETE', `${at}/shop`, withKey(secret))).status).toBe(204);
    expect((await call('DELETE', `${at}/shop`, withKey(secret))).status).toBe(404);
  });

  it('of another space are not there, and stay as they are', async () => {
    const { slug } = await newSpace();
    await sources.addSource(await superadmin(), slug, files);
    const { secret, actor } = await createTenant();
    const own = await createSpaceFor(actor, 'admin');
    const at = `/spaces/${slug}/sources`;
    const before = await db().source.findMany();
    for (const [method, where, init] of [
      ['GET', at, {}],
      ['POST', at, json(warehouse)],
      ['GET', `${at}/shop`, {}],
      ['DELETE', `${at}/shop`, {}],
      ['GET', `/spaces/${own.slug}/sources/shop`, {}],
    ] as const) {
      const response = await call(method, where, withKey(secret, init));
      expect([method, where, response.status]).toEqual([method, where, 404]);
    }
    expect(await db().source.findMany()).toEqual(before);
  });
});
