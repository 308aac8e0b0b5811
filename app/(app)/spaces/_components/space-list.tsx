import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { spacePath } from '@/components/space-paths';
import { rankName } from '@/components/space-roles';
import type { SpaceView } from '@/lib/spaces/schema';

export function SpaceList({ spaces }: { spaces: SpaceView[] }) {
  return (
    <ul className="divide-y overflow-clip rounded border bg-surface">
      {spaces.map(({ id, slug, name, rank, memberCount }) => (
        <li
          key={id}
          className="group relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-3 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_7rem_7rem_auto]"
        >
          <div className="min-w-0 [overflow-wrap:anywhere]">
            {/* The link covers the row, and is named by the space alone. */}
            <Link
              href={spacePath(slug)}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
            >
              {name}
            </Link>
            <code className="block font-mono text-xs text-muted">{slug}</code>
          </div>
          <span className="text-sm max-sm:col-start-1 max-sm:mt-1 max-sm:text-muted">
            <span className="sr-only">Your role: </span>
            {rankName(rank)}
            <span className="sm:hidden"> · {memberText(memberCount)}</span>
          </span>
          <span className="text-sm text-muted max-sm:hidden">{memberText(memberCount)}</span>
          <ChevronRight
            aria-hidden
            className="size-4 text-muted max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1"
          />
        </li>
      ))}
    </ul>
  );
}

function memberText(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}
