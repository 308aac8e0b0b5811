import 'server-only';
import { db } from '../db';
import { identitySelect, type UserIdentity } from '../users/store';

export type Session = { id: string; userId: string; expiresAt: Date };

/** The user of a session that was not ended, in one statement. */
export function findSessionUser(session: Session): Promise<UserIdentity | null> {
  return db().user.findFirst({
    where: { id: session.userId, endedSessions: { none: { id: session.id } } },
    select: identitySelect,
  });
}

/** Ends a session for good. What has run out by itself need not be kept any longer. */
export async function endSession({ id, userId, expiresAt }: Session): Promise<void> {
  await db().endedSession.createMany({ data: { id, userId, expiresAt }, skipDuplicates: true });
  await db().endedSession.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - DAY_MS) } } });
}

/** A day more than a session lasts, for clocks that differ. */
const DAY_MS = 24 * 60 * 60 * 1000;
