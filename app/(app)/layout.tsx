import type { ReactNode } from 'react';
import { AppShell } from '@/components/app-shell';
import { PublicShell } from '@/components/public-shell';
import { currentActor } from '@/lib/auth/session';
import { getProfile } from '@/lib/users/users';

/**
 * The shell. It protects nothing: each page asks for itself who is there, and
 * the API reference is the one that lets everybody read.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) return <PublicShell signInPath="/sign-in?callbackUrl=%2Fdocs%2Fapi">{children}</PublicShell>;
  const { email, firstName, lastName } = await getProfile(actor);
  return (
    <AppShell email={email} name={`${firstName} ${lastName}`.trim()}>
      {children}
    </AppShell>
  );
}
