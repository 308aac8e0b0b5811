import { ListChecks } from 'lucide-react';
import Link from 'next/link';
import { SpaceEmptyState } from '@/components/space-empty-state';
import { newCheckPath, sourcesPath } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';
import type { Actor } from '@/lib/actor';
import { listSources } from '@/lib/sources/sources';
import { isAllowed } from '@/lib/spaces/permissions';
import type { SpaceView } from '@/lib/spaces/schema';

/** A space without checks: what to do first, by what one may do. */
export async function FirstSteps({ actor, space }: { actor: Actor; space: SpaceView }) {
  const mayCreate = isAllowed(space.rank, 'checks.create');
  const mayAddSource = isAllowed(space.rank, 'sources.add');
  const hasSource = (await listSources(actor, space.slug)).length > 0;
  return (
    <SpaceEmptyState
      icon={<ListChecks aria-hidden />}
      title={mayCreate ? 'Create the first check' : 'No checks yet'}
      action={
        mayCreate && (
          <>
            {mayAddSource && !hasSource && (
              <Link
                href={sourcesPath(space.slug)}
                className={buttonClass('primary', 'medium', 'max-sm:h-11')}
              >
                Add a source
              </Link>
            )}
            <Link
              href={newCheckPath(space.slug)}
              className={buttonClass(
                mayAddSource && !hasSource ? 'secondary' : 'primary',
                'medium',
                'max-sm:h-11',
              )}
            >
              Create check
            </Link>
          </>
        )
      }
    >
      {text({ mayCreate, mayAddSource, hasSource })}
    </SpaceEmptyState>
  );
}

function text(can: { mayCreate: boolean; mayAddSource: boolean; hasSource: boolean }): string {
  if (!can.mayCreate)
    return 'As soon as an editor of this space has created one, you see here how it stands.';
  if (can.hasSource) {
    return 'A check measures one number in your data and says whether it is as it must be. Its results are shown here.';
  }
  const pushed = 'Without one, a check can still take values that you push to it.';
  return can.mayAddSource
    ? `Checks read from a source, and this space has none yet. ${pushed}`
    : `Checks read from a source, and this space has none yet: a superadmin can add it. ${pushed}`;
}
