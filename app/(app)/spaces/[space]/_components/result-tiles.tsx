import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { STATUS_WORDS } from '@/components/execution-text';
import { checksPath } from '@/components/space-paths';
import type { Counts } from '../_lib/overview';

/** In the order one asks in: what is broken, what is doubtful, what is well. */
const TILES: { status: keyof Counts; look: string; dot: string }[] = [
  { status: 'FAIL', look: 'text-bad', dot: 'bg-bad' },
  { status: 'ERROR', look: 'text-bad', dot: 'bg-bad' },
  { status: 'WARNING', look: 'text-warn', dot: 'bg-warn' },
  { status: 'PASS', look: 'text-good', dot: 'bg-good' },
  { status: 'none', look: 'text-ink', dot: 'bg-line-strong' },
];

/** How many checks stand at each result; each leads to those. */
export function ResultTiles({ space, counts }: { space: string; counts: Counts }) {
  return (
    <ul
      aria-label="Checks by result"
      className="divide-y overflow-clip rounded border bg-surface sm:grid sm:grid-cols-5 sm:divide-x sm:divide-y-0"
    >
      {TILES.map(({ status, look, dot }) => {
        const count = counts[status];
        return (
          <li key={status}>
            <Link
              href={`${checksPath(space)}?status=${status}` as Route}
              className="flex items-center justify-between gap-2 px-4 py-2.5 outline-none hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent-ink sm:flex-col-reverse sm:items-start sm:py-4"
            >
              <span className="flex items-center gap-2 text-sm text-muted">
                <span
                  aria-hidden
                  className={clsx('size-2 shrink-0 rounded-full', count > 0 ? dot : 'bg-line')}
                />
                {STATUS_WORDS[status]}
              </span>
              <span
                className={clsx(
                  'text-lg font-semibold tracking-tight sm:text-2xl',
                  count > 0 ? look : 'text-muted',
                )}
              >
                {count.toLocaleString('en-US')}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
