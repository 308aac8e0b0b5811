import type { Metadata } from 'next';
import Link from 'next/link';
import { SPACES_PATH } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Page not found' };

/** Within the shell, so that the way to everything else stays. It must not tell what is absent from what is hidden. */
export default function NotFoundPage() {
  return (
    <div className="mx-auto max-w-sm py-16 text-center">
      <h1 className="text-xl font-semibold tracking-tight">There is no such page</h1>
      <p className="mt-2 text-pretty text-muted">
        The address may be mistyped, what it led to may have been deleted, or it is in a space that you are
        not a member of.
      </p>
      <Link href={SPACES_PATH} className={buttonClass('primary', 'medium', 'mt-6 max-sm:h-11')}>
        Go to your spaces
      </Link>
    </div>
  );
}
