import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Suspense } from 'react';
import { sourcesPath } from '@/components/space-paths';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import type { Actor } from '@/lib/actor';
import type { SourceView } from '@/lib/sources/schema';
import { RemoveSourceButton } from './remove-source-button';
import { SourceTables } from './source-tables';
import { KIND_WORDS } from './source-words';

type Props = {
  actor: Actor;
  space: string;
  sources: SourceView[];
  /** The source whose tables are shown: it is in the address, so that Back closes them. */
  opened: string | null;
  mayRemove: boolean;
};

export function SourceList({ actor, space, sources, opened, mayRemove }: Props) {
  return (
    <ul className="divide-y rounded border bg-surface">
      {sources.map((source) => {
        const isOpen = source.name === opened;
        return (
          <li key={source.id}>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
              <div className="min-w-48 flex-1">
                <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
                  {source.name}
                  <Badge>{KIND_WORDS[source.kind].name}</Badge>
                </h2>
                <p className="mt-0.5 text-sm text-muted [overflow-wrap:anywhere]">
                  <span className="sr-only">{KIND_WORDS[source.kind].location}: </span>
                  <code className="font-mono text-xs">{source.location}</code> ·{' '}
                  {checkText(source.checkCount)}
                </p>
              </div>
              <div className="flex gap-1">
                <Link
                  href={isOpen ? sourcesPath(space) : `${sourcesPath(space)}?tables=${source.name}`}
                  scroll={false}
                  prefetch={false}
                  aria-label={`${isOpen ? 'Hide' : 'Show'} tables of ${source.name}`}
                  className={buttonClass('secondary', 'small', 'max-sm:h-9')}
                >
                  <ChevronRight aria-hidden className={`-ml-1 size-4 ${isOpen ? 'rotate-90' : ''}`} />
                  {isOpen ? 'Hide tables' : 'Show tables'}
                </Link>
                {mayRemove && <RemoveSourceButton source={source} />}
              </div>
            </div>
            {isOpen && (
              <Suspense
                fallback={
                  <p role="status" className="border-t bg-sunken px-4 py-3 text-sm text-muted">
                    Reading the tables of {source.name}…
                  </p>
                }
              >
                <SourceTables actor={actor} space={space} name={source.name} />
              </Suspense>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function checkText(count: number): string {
  if (count === 0) return 'no check reads it yet';
  return count === 1 ? '1 check' : `${count} checks`;
}
