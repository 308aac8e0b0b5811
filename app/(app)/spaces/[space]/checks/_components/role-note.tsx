import { isAllowed, LEAST_RANK, type SpaceAction } from '@/lib/spaces/permissions';
import type { SpaceView } from '@/lib/spaces/schema';

type Props = { space: SpaceView; action: SpaceAction; doing: string };

/** Which role something takes, for those who have a lower one. */
export function RoleNote({ space, action, doing }: Props) {
  if (isAllowed(space.rank, action)) return null;
  return (
    <p className="text-sm text-pretty text-muted">
      {doing} takes the role {LEAST_RANK[action]}; yours is {space.role}. An admin of the space can change it.
    </p>
  );
}
