import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/app-shell';
import { PublicShell } from '@/components/public-shell';
import { currentActor } from '@/lib/auth/session';
import { listSpaces } from '@/lib/spaces/spaces';
import { getProfile } from '@/lib/users/users';

/** More than one would look through in a menu; the page of all spaces has the rest. */
const SHELL_SPACES = 50;

/**
 * The shell. It protects nothing: each page asks for itself who is there, and
 * those below /docs let everybody read.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) return <PublicShell signInPath={await signInPath()}>{children}</PublicShell>;
  const [{ email, firstName, lastName }, spaces] = await Promise.all([getProfile(actor), listSpaces(actor)]);
  return (
    <AppShell
      email={email}
      name={`${firstName} ${lastName}`.trim()}
      isSuperadmin={actor.isSuperadmin}
      spaces={{
        listed: spaces.slice(0, SHELL_SPACES).map(({ slug, name }) => ({ slug, name })),
        total: spaces.length,
      }}
    >
      {children}
    </AppShell>
  );
}

/** Leads back to the page that is being read. */
async function signInPath(): Promise<`/sign-in?${string}`> {
  const path = (await headers()).get('x-path') ?? '/docs/api';
  return `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
}
