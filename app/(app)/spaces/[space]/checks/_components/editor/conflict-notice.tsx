'use client';

import Link from 'next/link';
import { checkPath } from '@/components/space-paths';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

type Props = { space: string; slug: string; onOverwrite: () => void };

/** Two people changed the same check: the later one decides, knowing of the other. */
export function ConflictNotice({ space, slug, onOverwrite }: Props) {
  return (
    <Notice tone="warn" role="alert" className="mb-4">
      <p>
        Somebody else saved a change of this check while you were editing. Nothing of yours was saved, and
        nothing of it is lost: it is all still in this form.
      </p>
      <p className="mt-2 mb-3">
        <Link
          href={checkPath(space, slug)}
          target="_blank"
          rel="noopener"
          className="rounded font-medium underline underline-offset-2"
        >
          See their version in a new tab
        </Link>
        , then take over into this form what shall stay. Saving replaces the whole check; theirs remains in
        the history.
      </p>
      <Button size="small" onClick={onOverwrite}>
        Save mine over theirs
      </Button>
    </Notice>
  );
}
