import 'server-only';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import type { CreateSourceInput, SourceTable, SourceView } from './schema';

const notBuilt = () => new AppError('internal_error', { detail: 'Not built yet.' });

export async function listSources(_actor: Actor, _slug: string): Promise<SourceView[]> {
  throw notBuilt();
}

export async function addSource(
  _actor: Actor,
  _slug: string,
  _input: CreateSourceInput,
): Promise<SourceView> {
  throw notBuilt();
}

export async function removeSource(_actor: Actor, _slug: string, _name: string): Promise<void> {
  throw notBuilt();
}

/** The tables and columns of a source. @throws AppError `source_unavailable` saying why, `not_found`. */
export async function describeSource(_actor: Actor, _slug: string, _name: string): Promise<SourceTable[]> {
  throw notBuilt();
}
