import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { Notice } from '@/components/ui/notice';
import { enabledProviders } from '@/lib/auth/providers';
import { currentActor } from '@/lib/auth/session';
import { isFirstRun } from '@/lib/users/users';
import { callbackPath } from '../_lib/callback-path';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

/** Why somebody is here, when it was not their own choice. */
function noteFor(params: Record<string, string | string[] | undefined>): string | null {
  if (params.reason === 'session_ended') return 'Your session has ended. Sign in again to continue.';
  if (params.reason === 'account_created') return 'Your account is ready. Sign in to begin.';
  return params.signedOut === undefined ? null : 'You are signed out.';
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const params = await searchParams;
  const next = callbackPath(params.callbackUrl);
  if (await currentActor()) redirect(next as Route);
  if (await isFirstRun()) redirect('/welcome');
  const note = noteFor(params);
  return (
    <>
      <h1 className="text-center text-xl font-semibold tracking-tight">Sign in</h1>
      {note && (
        <Notice role="status" className="mt-6">
          {note}
        </Notice>
      )}
      <SignInForm
        callbackUrl={next}
        oidc={enabledProviders().oidc}
        initialError={typeof params.error === 'string' ? params.error : null}
      />
    </>
  );
}
