import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isFirstRun } from '@/lib/users/users';
import { WelcomeForm } from './welcome-form';

export const metadata: Metadata = { title: 'Welcome' };

export default async function WelcomePage() {
  if (!(await isFirstRun())) redirect('/sign-in');
  return (
    <>
      <h1 className="text-center text-xl font-semibold tracking-tight">Welcome to Qarion</h1>
      <p className="mt-2 text-center text-muted">
        Nobody has an account here yet. Make the first one: it is a superadmin, which may do everything.
      </p>
      <WelcomeForm />
    </>
  );
}
