import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/actor';
import * as checks from '@/lib/checks/checks';
import { db } from '@/lib/db';
import * as executions from '@/lib/executions/executions';
import * as sources from '@/lib/sources/sources';
import type { SpaceAction } from '@/lib/spaces/permissions';
import * as spaces from '@/lib/spaces/spaces';
import { createSpaceFor, createUser } from './factories';
import { json, type Method } from './routes';

/**
 * One action of the permission table, to be tried through either door: as a
 * request to the API, and as the function that the pages call.
 */
export type Trial = {
  api: (space: Fixture) => Promise<[Method, string, RequestInit?]>;
  session: (space: Fixture) => Promise<(actor: Actor) => Promise<unknown>>;
};

const customDefinition = {
  checkType: 'custom',
  thresholds: { critical: { operator: 'gte', value: 1 } },
} as const;

/** A space with everything in it that an action may aim at. */
export async function createFixture() {
  const owner = await createUser();
  const { id: spaceId, slug } = await createSpaceFor(owner, 'admin');
  const newMember = async () => {
    const { userId } = await createUser();
    await db().member.create({ data: { spaceId, userId, role: 'viewer' } });
    return userId;
  };
  await db().source.create({
    data: { spaceId, name: 'warehouse', kind: 'postgres', location: 'QARION_SOURCE_NONE' },
  });
  const newCheck = () =>
    checks.createCheck(owner, slug, {
      slug: `check-${randomUUID()}`,
      name: 'A check',
      definition: customDefinition,
    });
  const custom = await newCheck();
  const metric = await checks.createCheck(owner, slug, {
    slug: 'metric',
    name: 'A number',
    definition: {
      checkType: 'sql_metric',
      source: 'warehouse',
      query: 'SELECT 1',
      thresholds: { critical: { operator: 'gte', value: 1 } },
    },
  });
  const execution = await executions.pushResult(owner, { space: slug, slug: custom.slug }, { value: 1 });
  return { spaceId, slug, owner, custom, metric, execution, newCheck, newMember };
}
export type Fixture = Awaited<ReturnType<typeof createFixture>>;

/** A trial for every action: one without does not compile. */
export const TRIALS: Record<SpaceAction, Trial> = {
  'space.read': {
    api: async ({ slug }) => ['GET', `/spaces/${slug}`],
    session:
      async ({ slug }) =>
      (actor) =>
        spaces.getSpace(actor, slug),
  },
  'members.read': {
    api: async ({ slug }) => ['GET', `/spaces/${slug}/members`],
    session:
      async ({ slug }) =>
      (actor) =>
        spaces.listMembers(actor, slug),
  },
  'members.add': {
    api: async ({ slug }) => {
      const { email } = await createUser();
      return ['POST', `/spaces/${slug}/members`, json({ email, role: 'viewer' })];
    },
    session: async ({ slug }) => {
      const { email } = await createUser();
      return (actor) => spaces.addMember(actor, slug, { email, role: 'viewer' });
    },
  },
  'members.change_role': {
    api: async ({ slug, newMember }) => [
      'PATCH',
      `/spaces/${slug}/members/${await newMember()}`,
      json({ role: 'editor' }),
    ],
    session: async ({ slug, newMember }) => {
      const userId = await newMember();
      return (actor) => spaces.changeRole(actor, slug, userId, { role: 'editor' });
    },
  },
  'members.remove': {
    api: async ({ slug, newMember }) => ['DELETE', `/spaces/${slug}/members/${await newMember()}`],
    session: async ({ slug, newMember }) => {
      const userId = await newMember();
      return (actor) => spaces.removeMember(actor, slug, userId);
    },
  },
  'sources.read': {
    api: async ({ slug }) => ['GET', `/spaces/${slug}/sources`],
    session:
      async ({ slug }) =>
      (actor) =>
        sources.listSources(actor, slug),
  },
  'sources.add': {
    api: async ({ slug }) => [
      'POST',
      `/spaces/${slug}/sources`,
      json({ kind: 'postgres', name: `s-${randomUUID().slice(0, 8)}`, location: VARIABLE }),
    ],
    session:
      async ({ slug }) =>
      (actor) =>
        sources.addSource(actor, slug, {
          kind: 'postgres',
          name: `s-${randomUUID().slice(0, 8)}`,
          location: VARIABLE,
        }),
  },
  'sources.remove': {
    api: async ({ slug, spaceId }) => ['DELETE', `/spaces/${slug}/sources/${await spareSource(spaceId)}`],
    session: async ({ slug, spaceId }) => {
      const name = await spareSource(spaceId);
      return (actor) => sources.removeSource(actor, slug, name);
    },
  },
  'checks.read': {
    api: async ({ slug, metric }) => ['GET', `/s/${slug}/quality/${metric.slug}`],
    session:
      async ({ slug, metric }) =>
      (actor) =>
        checks.getCheck(actor, { space: slug, slug: metric.slug }),
  },
  'checks.create': {
    api: async ({ slug }) => [
      'POST',
      '/quality/checks',
      json({ space: slug, slug: `c-${randomUUID()}`, name: 'New', check_type: 'custom' }),
    ],
    session:
      async ({ slug }) =>
      (actor) =>
        checks.createCheck(actor, slug, {
          slug: `c-${randomUUID()}`,
          name: 'New',
          definition: customDefinition,
        }),
  },
  'checks.update': {
    api: async ({ custom }) => [
      'PATCH',
      `/quality/checks/${custom.id}`,
      json({ name: `Name ${randomUUID()}` }),
    ],
    session:
      async ({ custom }) =>
      (actor) =>
        checks.updateCheck(
          actor,
          { id: custom.id },
          { name: `Name ${randomUUID()}`, definition: customDefinition },
        ),
  },
  'checks.archive': {
    api: async ({ newCheck }) => ['POST', `/quality/checks/${(await newCheck()).id}/archive`],
    session: async ({ newCheck }) => {
      const { id } = await newCheck();
      return (actor) => checks.archiveCheck(actor, { id });
    },
  },
  'checks.preview': {
    api: async ({ slug }) => ['POST', '/quality/checks/preview', json({ space: slug, ...METRIC_JSON })],
    session:
      async ({ slug, metric }) =>
      (actor) =>
        checks.previewCheck(actor, slug, metric.definition),
  },
  'checks.run': {
    api: async ({ slug, metric }) => ['POST', `/s/${slug}/quality/${metric.slug}/run`],
    session:
      async ({ slug, metric }) =>
      (actor) =>
        executions.triggerCheck(actor, { space: slug, slug: metric.slug }),
  },
  'checks.push': {
    api: async ({ slug, custom }) => ['POST', `/s/${slug}/quality/${custom.slug}/push`, json({ value: 2 })],
    session:
      async ({ slug, custom }) =>
      (actor) =>
        executions.pushResult(actor, { space: slug, slug: custom.slug }, { value: 2 }),
  },
  'executions.read': {
    api: async ({ execution }) => ['GET', `/quality/executions/${execution.id}`],
    session:
      async ({ execution }) =>
      (actor) =>
        executions.getExecution(actor, execution.id),
  },
  'executions.ignore': {
    api: async ({ execution }) => [
      'PATCH',
      `/quality/executions/${execution.id}/ignore`,
      json({ is_ignored: true }),
    ],
    session:
      async ({ execution }) =>
      (actor) =>
        executions.ignoreExecution(actor, execution.id, { isIgnored: true }),
  },
};

const METRIC_JSON = {
  check_type: 'sql_metric',
  source: 'warehouse',
  query: 'SELECT 1',
  thresholds: { critical: { operator: 'gte', value: 1 } },
};
/** Set, but to a server that is not there: to be allowed is one thing, to get a value another. */
export const VARIABLE = 'QARION_SOURCE_NONE';

async function spareSource(spaceId: string): Promise<string> {
  const data = { spaceId, name: `s-${randomUUID()}`, kind: 'files', location: 'nowhere' } as const;
  return (await db().source.create({ data, select: { name: true } })).name;
}
