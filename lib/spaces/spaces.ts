import 'server-only';
import { z } from 'zod';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import { validate } from '../validate';
import { isAllowed, LEAST_RANK, type SpaceAction } from './permissions';
import {
  type AddMemberInput,
  addMemberSchema,
  type ChangeRoleInput,
  type CreateSpaceInput,
  changeRoleSchema,
  createSpaceSchema,
  type MemberView,
  type SpaceView,
} from './schema';
import * as store from './store';

/** What people, in the browser or through their keys, may do with spaces and their members. */

/**
 * The gate of everything inside a space: looks up the space and the actor's
 * role in it, now, and decides by the permission table.
 *
 * @throws AppError `not_found` when there is no such space or the actor may
 *   not see it, which look the same; `forbidden`, or `insufficient_scope` for a
 *   key, when their role is too low, naming the one it takes.
 */
export async function authorize(actor: Actor, slug: string, action: SpaceAction): Promise<SpaceView> {
  const row = await store.findSpace(actor.userId, slug);
  const space = row && toView(actor, row);
  if (!space) throw noSuchSpace(slug);
  if (isAllowed(space.rank, action)) return space;
  const least = LEAST_RANK[action];
  throw new AppError(actor.via.door === 'api_key' ? 'insufficient_scope' : 'forbidden', {
    detail:
      least === 'superadmin'
        ? 'Only a superadmin may do this.'
        : `This takes the role ${least} in the space ${slug}; yours is ${space.role}. An admin of the space can change it.`,
  });
}

/** The spaces the actor may see, by slug. */
export async function listSpaces(actor: Actor): Promise<SpaceView[]> {
  const rows = await store.findSpaces(actor.userId, actor.isSuperadmin);
  return rows.flatMap((row) => toView(actor, row) ?? []);
}

export function getSpace(actor: Actor, slug: string): Promise<SpaceView> {
  return authorize(actor, slug, 'space.read');
}

/** @throws AppError `forbidden` or `insufficient_scope` for all but superadmins, `slug_taken`. */
export async function createSpace(actor: Actor, input: CreateSpaceInput): Promise<SpaceView> {
  if (!actor.isSuperadmin) {
    throw new AppError(actor.via.door === 'api_key' ? 'insufficient_scope' : 'forbidden', {
      detail: 'Only a superadmin may create a space.',
    });
  }
  const space = validate(createSpaceSchema, input);
  const row = await store.insertSpace(space, actor.userId);
  if (row === 'slug_taken') {
    const detail = `There is already a space ${space.slug}. Choose another short name.`;
    throw new AppError('slug_taken', {
      detail,
      fields: [{ loc: ['slug'], msg: detail, type: 'slug_taken' }],
    });
  }
  return { ...row, role: 'admin', rank: 'superadmin' };
}

export async function listMembers(actor: Actor, slug: string): Promise<MemberView[]> {
  const space = await authorize(actor, slug, 'members.read');
  return store.findMembers(space.id);
}

/** Adds somebody who has an account. @throws AppError `no_such_user`, `already_member`, and those of `authorize`. */
export async function addMember(actor: Actor, slug: string, input: AddMemberInput): Promise<MemberView> {
  const space = await authorize(actor, slug, 'members.add');
  const { email, role } = validate(addMemberSchema, input);
  const member = await store.insertMember(space.id, email, role);
  if (member === 'no_such_user') {
    throw emailFault(
      'no_such_user',
      `Nobody with an active account has the address ${email}. They must sign up first.`,
    );
  }
  if (member === 'already_member') {
    throw emailFault('already_member', `${email} is a member already. Change their role instead.`);
  }
  return member;
}

/** @throws AppError `not_found`, `last_admin`, and those of `authorize`. */
export async function changeRole(
  actor: Actor,
  slug: string,
  userId: string,
  input: ChangeRoleInput,
): Promise<MemberView> {
  const space = await authorize(actor, slug, 'members.change_role');
  return settle(await change(space.id, userId, validate(changeRoleSchema, input)));
}

/**
 * Removes somebody; anyone may remove themselves.
 *
 * @throws AppError `not_found`, `last_admin`, and those of `authorize`.
 */
export async function removeMember(actor: Actor, slug: string, userId: string): Promise<void> {
  const space = await authorize(actor, slug, userId === actor.userId ? 'space.read' : 'members.remove');
  settle(await change(space.id, userId, 'remove'));
}

function change(spaceId: string, userId: string, to: Parameters<typeof store.changeMember>[2]) {
  return z.guid().safeParse(userId).success
    ? store.changeMember(spaceId, userId, to)
    : ('not_found' as const);
}

function settle(result: MemberView | 'not_found' | 'last_admin'): MemberView {
  if (result === 'not_found') {
    throw new AppError('not_found', { detail: 'That person is not a member of this space.' });
  }
  if (result === 'last_admin') {
    throw new AppError('last_admin', {
      detail:
        'This is the space’s last admin, who can neither leave nor be lowered. Make somebody else an admin first.',
    });
  }
  return result;
}

function toView(actor: Actor, row: store.SpaceRow): SpaceView | null {
  if (actor.isSuperadmin) return { ...row, role: 'admin', rank: 'superadmin' };
  return row.role && { ...row, role: row.role, rank: row.role };
}

function noSuchSpace(slug: string): AppError {
  return new AppError('not_found', {
    detail: `There is no space ${slug.slice(0, 60)} that you are a member of.`,
  });
}

function emailFault(code: 'no_such_user' | 'already_member', detail: string): AppError {
  return new AppError(code, { detail, fields: [{ loc: ['email'], msg: detail, type: code }] });
}
