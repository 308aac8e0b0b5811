import type { Metadata } from 'next';
import Link from 'next/link';
import { FullPage } from '@/components/full-page';
import { HOME_PATH } from '@/components/home-path';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFoundPage() {
  return (
    <FullPage>
      <div className="text-center">
        <h1 className="text-xl font-semibold tracking-tight">There is no such page</h1>
        <p className="mt-2 text-muted">The address may be mistyped, or what it led to has been deleted.</p>
        <Link href={HOME_PATH} className={buttonClass('primary', 'medium', 'mt-6')}>
          Go to your API keys
        </Link>
      </div>
    </FullPage>
  );
}
