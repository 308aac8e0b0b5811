import 'server-only';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import { authorize } from '../spaces/spaces';
import { validate } from '../validate';
import { findFolder } from './files/files';
import { connectionsOf } from './postgres/connections';
import { listTables } from './run-query';
import {
  type CreateSourceInput,
  createSourceSchema,
  type SourceTable,
  type SourceTarget,
  type SourceView,
} from './schema';
import { SourceError } from './source-error';
import * as store from './store';

/** What people, in the browser or through their keys, may do with the sources of a space. */

/** Somebody waits for the tables. */
const DESCRIBE_TIMEOUT_MS = 15_000;

/** The sources of a space, by name. */
export async function listSources(actor: Actor, slug: string): Promise<SourceView[]> {
  const space = await authorize(actor, slug, 'sources.read');
  return store.findSources(space.id);
}

/**
 * Lets a space read from a folder or a connection of the server. One may serve
 * several spaces: whoever adds it decides who reads it.
 *
 * @throws AppError `name_taken`; `validation_failed` when the folder or the
 *   variable is not there; and those of `authorize`.
 */
export async function addSource(actor: Actor, slug: string, input: CreateSourceInput): Promise<SourceView> {
  const space = await authorize(actor, slug, 'sources.add');
  const source = validate(createSourceSchema, input);
  await requireLocation(source);
  const added = await store.insertSource(space.id, source);
  if (added === 'name_taken') {
    const detail = `The space has a source ${source.name} already. Choose another name.`;
    throw new AppError('name_taken', {
      detail,
      fields: [{ loc: ['name'], msg: detail, type: 'name_taken' }],
    });
  }
  return added;
}

/** @throws AppError `not_found`, `source_in_use`, and those of `authorize`. */
export async function removeSource(actor: Actor, slug: string, name: string): Promise<void> {
  const space = await authorize(actor, slug, 'sources.remove');
  const result = await store.deleteSource(space.id, name);
  if (result === 'not_found') throw noSuchSource(name);
  if (result === 'in_use') {
    throw new AppError('source_in_use', {
      detail: `Checks, perhaps archived ones, read from ${name}. Give them another source first.`,
    });
  }
}

/** The tables and columns of a source. @throws AppError `source_unavailable` saying why, `not_found`. */
export async function describeSource(actor: Actor, slug: string, name: string): Promise<SourceTable[]> {
  const space = await authorize(actor, slug, 'sources.read');
  const source = await store.findSource(space.id, name);
  if (!source) throw noSuchSource(name);
  try {
    return await listTables(source, { timeoutMs: DESCRIBE_TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new AppError('source_unavailable', { detail: error.message, cause: error });
  }
}

/** Looked at when it is added, so that a slip of the pen is told at once and not by a check at night. */
async function requireLocation({ kind, location }: SourceTarget): Promise<void> {
  try {
    if (kind === 'files') await findFolder(location);
    else connectionsOf(location);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const detail = error.message;
    throw new AppError('validation_failed', {
      detail,
      fields: [{ loc: ['location'], msg: detail, type: 'unusable' }],
    });
  }
}

function noSuchSource(name: string): AppError {
  return new AppError('not_found', { detail: `This space has no source ${name.slice(0, 60)}.` });
}
