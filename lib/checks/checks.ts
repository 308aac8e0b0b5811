import 'server-only';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import type { SpaceAction } from '../spaces/permissions';
import type { SpaceView } from '../spaces/schema';
import type {
  CheckFilter,
  CheckPage,
  CheckVersionView,
  CheckView,
  CreateCheckInput,
  Outcome,
  PreviewInput,
  ResultStatus,
  UpdateCheckInput,
} from './schema';

const notBuilt = () => new AppError('internal_error', { detail: 'Not built yet.' });

/** How a check is named: by its space's and its own short name, or by id. */
export type CheckRef = { space: string; slug: string } | { id: string };

/** The gate of everything about one check: 404 unless the actor may see it, then the permission table. */
export async function authorizeCheck(
  _actor: Actor,
  _ref: CheckRef,
  _action: SpaceAction,
): Promise<{ space: SpaceView; check: CheckView }> {
  throw notBuilt();
}

/** The checks of a space, or of every space the actor may see. */
export async function listChecks(
  _actor: Actor,
  _slug: string | null,
  _filter: CheckFilter,
): Promise<CheckPage> {
  throw notBuilt();
}

export async function getCheck(_actor: Actor, _ref: CheckRef): Promise<CheckView> {
  throw notBuilt();
}

export async function createCheck(
  _actor: Actor,
  _slug: string,
  _input: CreateCheckInput,
): Promise<CheckView> {
  throw notBuilt();
}

export async function updateCheck(
  _actor: Actor,
  _ref: CheckRef,
  _input: UpdateCheckInput,
): Promise<CheckView> {
  throw notBuilt();
}

export async function archiveCheck(_actor: Actor, _ref: CheckRef): Promise<CheckView> {
  throw notBuilt();
}

export async function restoreCheck(_actor: Actor, _ref: CheckRef): Promise<CheckView> {
  throw notBuilt();
}

/** Measures once without saving anything. */
export async function previewCheck(
  _actor: Actor,
  _slug: string,
  _input: PreviewInput,
  _signal?: AbortSignal,
): Promise<Outcome> {
  throw notBuilt();
}

/** The SQL that a definition runs, with its bound values. @throws AppError as `previewCheck` */
export async function compiledSql(
  _actor: Actor,
  _slug: string,
  _input: PreviewInput,
): Promise<string | null> {
  throw notBuilt();
}

export async function listCheckVersions(_actor: Actor, _ref: CheckRef): Promise<CheckVersionView[]> {
  throw notBuilt();
}

/** How many unarchived checks of a space stand at each result; `none` never ran. */
export async function countChecks(
  _actor: Actor,
  _slug: string,
): Promise<Record<ResultStatus | 'none', number>> {
  throw notBuilt();
}
