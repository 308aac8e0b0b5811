'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { signInError } from './sign-in-error';

type Props = {
  callbackUrl: string;
  oidc: { id: 'oidc'; name: string } | null;
  initialError: string | null;
};

export function SignInForm({ callbackUrl, oidc, initialError }: Props) {
  const router = useRouter();
  const passwordField = useRef<HTMLInputElement>(null);
  const [error, setError] = useState(initialError);
  const [isPending, setIsPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    setError(null);
    const result = await signIn('credentials', {
      redirect: false,
      email: String(form.get('email')),
      password: String(form.get('password')),
    }).catch(() => ({ error: 'offline' }));
    if (result && !result.error) {
      router.replace(callbackUrl as Route);
      router.refresh();
      return;
    }
    setIsPending(false);
    setError(result?.error ?? 'unknown');
    passwordField.current?.select();
    passwordField.current?.focus();
  }

  return (
    <div className="mt-6 rounded border bg-surface p-5 shadow-control sm:p-6">
      <form method="post" onSubmit={submit} className="space-y-4">
        {error && (
          <Notice tone="bad" role="alert">
            {signInError(error)}
          </Notice>
        )}
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
        <TextField
          ref={passwordField}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" variant="primary" className="w-full max-sm:h-11" pending={isPending}>
          {isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      {oidc && (
        <>
          <p className="my-4 flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </p>
          <Button className="w-full max-sm:h-11" onClick={() => void signIn(oidc.id, { callbackUrl })}>
            Continue with {oidc.name}
          </Button>
        </>
      )}
    </div>
  );
}
