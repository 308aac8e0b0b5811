import 'server-only';
import { z } from 'zod';
import type { Actor } from '../actor';
import { env } from '../env';
import { AppError } from '../errors/app-error';
import type { SourceTarget } from '../sources/schema';
import { SourceError } from '../sources/source-error';
import type { SpaceAction } from '../spaces/permissions';
import type { SpaceView } from '../spaces/schema';
import { authorize } from '../spaces/spaces';
import { validate } from '../validate';
import { compile, describeSql, dialectOf } from './compile';
import type { Definition } from './definition';
import { changesBetween, type Snapshot, snapshotOf } from './history';
import { createInputSchema, updateInputSchema } from './input';
import { measure } from './measure';
import {
  type CheckFilter,
  type CheckPage,
  type CheckVersionView,
  type CheckView,
  type CreateCheckInput,
  type Outcome,
  type PreviewInput,
  previewSchema,
  type ResultStatus,
  type UpdateCheckInput,
} from './schema';
import * as store from './store';

/** What people, in the browser or through their keys, may do with checks. */

/** How a check is named: by its space's and its own short name, or by id. */
export type CheckRef = { space: string; slug: string } | { id: string };

/** Somebody waits for a preview, so it may take no longer than this. */
const PREVIEW_SECONDS = 30;

/**
 * The gate of everything about one check: 404 unless the actor may see it, then the permission table.
 *
 * @throws AppError `not_found`, and those of `authorize`.
 */
export async function authorizeCheck(
  actor: Actor,
  ref: CheckRef,
  action: SpaceAction,
): Promise<{ space: SpaceView; check: CheckView }> {
  const slug = 'space' in ref ? ref.space : await spaceOf(actor, ref.id);
  if (slug === null) throw noSuchCheck(ref);
  const space = await authorize(actor, slug, action);
  // No short name has a NUL, which PostgreSQL would not even look for.
  const isNameable = 'id' in ref || !ref.slug.includes('\0');
  const check = isNameable && (await store.findCheck(space.id, ref));
  if (!check) throw noSuchCheck(ref);
  return { space, check };
}

/** The checks of a space, or of every space the actor may see, by name. @throws AppError those of `authorize` */
export async function listChecks(actor: Actor, slug: string | null, filter: CheckFilter): Promise<CheckPage> {
  const scope =
    slug === null
      ? { userId: actor.userId, isSuperadmin: actor.isSuperadmin }
      : { spaceId: (await authorize(actor, slug, 'checks.read')).id };
  const { page, size } = filter;
  return { ...(await store.findChecks(scope, filter)), page, size };
}

/** @throws AppError those of `authorizeCheck` */
export async function getCheck(actor: Actor, ref: CheckRef): Promise<CheckView> {
  return (await authorizeCheck(actor, ref, 'checks.read')).check;
}

/** @throws AppError `slug_taken`, `no_such_source`, and those of `authorize`. */
export async function createCheck(actor: Actor, slug: string, input: CreateCheckInput): Promise<CheckView> {
  const space = await authorize(actor, slug, 'checks.create');
  const check = validate(createInputSchema, input);
  const snapshot = snapshotOf({ ...check, isArchived: false });
  const result = await store.insertCheck(space.id, check.slug, snapshot, authorOf(actor));
  if (result === 'slug_taken') {
    const detail = `This space has a check ${check.slug} already, perhaps among the archived ones. Choose another short name.`;
    throw new AppError('slug_taken', {
      detail,
      fields: [{ loc: ['slug'], msg: detail, type: 'slug_taken' }],
    });
  }
  if (result === 'no_such_source') throw noSuchSource(check.definition.source);
  return result;
}

/**
 * Replaces all of a check that people may change. Given the version that was
 * looked at, it refuses to overwrite a later one.
 *
 * @throws AppError `check_archived`, `edit_conflict`, `no_such_source`, and those of `authorizeCheck`.
 */
export async function updateCheck(actor: Actor, ref: CheckRef, input: UpdateCheckInput): Promise<CheckView> {
  const { space, check } = await authorizeCheck(actor, ref, 'checks.update');
  const { version, ...wanted } = validate(updateInputSchema, input);
  const result = await store.changeCheck(
    space.id,
    check.id,
    (current) => {
      if (current.isArchived) return 'check_archived';
      if (version !== undefined && version !== current.version) return 'edit_conflict';
      return snapshotOf({ ...wanted, isArchived: false });
    },
    authorOf(actor),
  );
  if (result === 'no_such_source') throw noSuchSource(wanted.definition.source);
  if (result === 'edit_conflict') {
    throw new AppError('edit_conflict', {
      detail:
        'Somebody changed this check while you were editing it. Nothing was saved; look at it again and repeat your change.',
    });
  }
  if (result === 'check_archived') {
    throw new AppError('check_archived', { detail: 'This check is archived. Restore it first.' });
  }
  if (result === 'not_found') throw noSuchCheck(ref);
  return result;
}

/** More than this many people do not change one check in the same moment. */
const MAX_ATTEMPTS = 5;

/**
 * Changes a part of a check: `change` makes the whole out of what it is now. So
 * that nobody's change is lost, it is made anew when somebody else was faster,
 * unless it insists on a version.
 *
 * @throws AppError as `updateCheck`
 */
export async function editCheck(
  actor: Actor,
  ref: CheckRef,
  change: (current: CheckView) => UpdateCheckInput,
): Promise<CheckView> {
  for (let attempt = 1; ; attempt++) {
    const { check } = await authorizeCheck(actor, ref, 'checks.update');
    const input = change(check);
    try {
      return await updateCheck(actor, ref, { ...input, version: input.version ?? check.version });
    } catch (error) {
      const isConflict = error instanceof AppError && error.code === 'edit_conflict';
      if (!isConflict || input.version !== undefined || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Puts a check aside: it runs no more and leaves the list, and keeps its history. @throws AppError those of `authorizeCheck` */
export function archiveCheck(actor: Actor, ref: CheckRef): Promise<CheckView> {
  return setArchived(actor, ref, true);
}

/** @throws AppError those of `authorizeCheck` */
export function restoreCheck(actor: Actor, ref: CheckRef): Promise<CheckView> {
  return setArchived(actor, ref, false);
}

/**
 * Measures once without saving anything.
 *
 * @throws AppError `no_such_source`, `not_runnable` for pushed values, `source_unavailable`, `busy` when
 *   it was ended from outside, and those of `authorize`.
 */
export async function previewCheck(
  actor: Actor,
  slug: string,
  input: PreviewInput,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { definition, target } = await prepare(actor, slug, input);
  if (!target) {
    throw new AppError('not_runnable', {
      detail: 'Values of a check of the type custom are pushed; there is nothing to try out.',
    });
  }
  const seconds = Math.min(PREVIEW_SECONDS, env().QARION_EXECUTION_TIMEOUT_SECONDS);
  try {
    return await measure(definition, target, { timeoutMs: seconds * 1000, signal });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const code = error.kind === 'cancelled' ? 'busy' : 'source_unavailable';
    throw new AppError(code, { detail: error.message, cause: error });
  }
}

/** The SQL that a definition runs, with its bound values; null for pushed ones. @throws AppError as `previewCheck` */
export async function compiledSql(actor: Actor, slug: string, input: PreviewInput): Promise<string | null> {
  const { definition, target } = await prepare(actor, slug, input);
  if (!target || definition.checkType === 'custom') return null;
  return describeSql(compile(definition, dialectOf(target.kind)));
}

/** Each keeps a whole check, and a script may make any number of them. */
const MAX_VERSIONS = 100;

/** A check's newest hundred versions, newest first. @throws AppError those of `authorizeCheck` */
export async function listCheckVersions(actor: Actor, ref: CheckRef): Promise<CheckVersionView[]> {
  const { space, check } = await authorizeCheck(actor, ref, 'checks.read');
  // One more, to know what the last of them changed.
  const rows = await store.findVersions(space.id, check.id, MAX_VERSIONS + 1);
  return rows.slice(0, MAX_VERSIONS).map(({ version, changedAt, changedBy, apiKey, definition }, index) => {
    const before = rows[index + 1];
    return {
      version,
      changedAt,
      changedBy: changedBy && {
        name: `${changedBy.firstName} ${changedBy.lastName}`.trim(),
        email: changedBy.email,
      },
      apiKey,
      changes: before ? changesBetween(before.definition, definition) : [],
    };
  });
}

/** How many unarchived checks of a space stand at each result; `none` never ran. @throws AppError those of `authorize` */
export async function countChecks(
  actor: Actor,
  slug: string,
): Promise<Record<ResultStatus | 'none', number>> {
  const space = await authorize(actor, slug, 'checks.read');
  const counts = { PASS: 0, WARNING: 0, FAIL: 0, ERROR: 0, none: 0 };
  for (const { status, count } of await store.countByStatus(space.id)) counts[status ?? 'none'] = count;
  return counts;
}

async function setArchived(actor: Actor, ref: CheckRef, isArchived: boolean): Promise<CheckView> {
  const { space, check } = await authorizeCheck(actor, ref, 'checks.archive');
  const change = (current: CheckView): Snapshot => ({ ...snapshotOf(current), isArchived });
  const result = await store.changeCheck(space.id, check.id, change, authorOf(actor));
  if (typeof result === 'string') throw noSuchCheck(ref);
  return result;
}

/** What a definition shall be tried on; no target where values are pushed. */
async function prepare(
  actor: Actor,
  slug: string,
  input: PreviewInput,
): Promise<{ definition: Definition; target: SourceTarget | null }> {
  const space = await authorize(actor, slug, 'checks.preview');
  const definition = validate(previewSchema, input);
  if (definition.source === null) return { definition, target: null };
  const target = await store.findTarget(space.id, definition.source);
  if (!target) throw noSuchSource(definition.source);
  return { definition, target };
}

async function spaceOf(actor: Actor, id: string): Promise<string | null> {
  return z.guid().safeParse(id).success ? store.findSpaceOfCheck(id, actor.userId, actor.isSuperadmin) : null;
}

function authorOf({ userId, via }: Actor): store.Author {
  return {
    userId: via.door === 'operator' ? null : userId,
    apiKeyId: via.door === 'api_key' ? via.key.id : null,
  };
}

function noSuchCheck(ref: CheckRef): AppError {
  return new AppError('not_found', {
    detail:
      'id' in ref
        ? `There is no check ${ref.id.slice(0, 60)} that you may see.`
        : `There is no check ${ref.slug.slice(0, 100)} in the space ${ref.space}.`,
  });
}

function noSuchSource(name: string | null): AppError {
  const detail = `This space has no source ${name}. Choose one of its own; a superadmin can add more.`;
  return new AppError('no_such_source', {
    detail,
    fields: [{ loc: ['source'], msg: detail, type: 'no_such_source' }],
  });
}
