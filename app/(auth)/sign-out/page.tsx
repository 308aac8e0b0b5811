import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';
import { currentActor } from '@/lib/auth/session';
import { callbackPath } from '../_lib/callback-path';
import { SignOutButton } from './sign-out-button';

export const metadata: Metadata = { title: 'Sign out' };

export default async function SignOutPage({ searchParams }: PageProps<'/sign-out'>) {
  const actor = await currentActor();
  if (!actor) redirect('/sign-in');
  const back = callbackPath((await searchParams).callbackUrl);
  return (
    <>
      <h1 className="text-center text-xl font-semibold tracking-tight">Sign out?</h1>
      <p className="mt-2 text-center text-muted">
        You are signed in as <span className="font-medium break-words text-ink">{actor.email}</span>. Your API
        keys keep working.
      </p>
      <div className="mt-6 space-y-2 rounded border bg-surface p-5 shadow-control sm:p-6">
        <SignOutButton />
        <Link href={back as Route} className={buttonClass('secondary', 'medium', 'w-full max-sm:h-11')}>
          Stay signed in
        </Link>
      </div>
    </>
  );
}
