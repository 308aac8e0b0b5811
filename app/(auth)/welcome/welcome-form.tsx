'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import type { FormEvent } from 'react';
import { FormError } from '@/components/form-error';
import { HOME_PATH } from '@/components/home-path';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useAction } from '@/components/use-action';
import { createFirstAccountAction } from './actions';

export function WelcomeForm() {
  const router = useRouter();
  const { run, isPending, fieldErrors, formError } = useAction<Route>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const email = text('email');
    const password = text('password');
    const input = { email, password, firstName: text('firstName'), lastName: text('lastName') };
    run(
      async () => {
        const result = await createFirstAccountAction(input);
        if (!result.ok) return result;
        const answer = await signIn('credentials', { redirect: false, email, password }).catch(() => null);
        // The account is made in any case; if this failed, its owner signs in by hand.
        return { ok: true, data: answer?.ok ? HOME_PATH : '/sign-in?reason=account_created' };
      },
      (next) => {
        router.replace(next);
        router.refresh();
      },
    );
  }

  return (
    <form
      method="post"
      onSubmit={submit}
      noValidate
      className="mt-6 space-y-4 rounded border bg-surface p-5 shadow-control sm:p-6"
    >
      <FormError failure={formError} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="First name"
          name="firstName"
          autoComplete="given-name"
          error={fieldErrors.firstName}
        />
        <TextField
          label="Last name"
          name="lastName"
          autoComplete="family-name"
          error={fieldErrors.lastName}
        />
      </div>
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={fieldErrors.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 12 characters."
        error={fieldErrors.password}
      />
      <Button type="submit" variant="primary" className="w-full max-sm:h-11" pending={isPending}>
        {isPending ? 'Creating the account…' : 'Create account'}
      </Button>
    </form>
  );
}
