'use client';

import type { FormEvent } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import { changePasswordAction } from '../actions';

export function PasswordForm({ email }: { email: string }) {
  const { run, isPending, fieldErrors, formError } = useAction<void>();
  const toast = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const input = { currentPassword: form.get('currentPassword'), newPassword: form.get('newPassword') };
    run(
      () => changePasswordAction(input),
      () => {
        element.reset();
        toast('Password changed', { description: 'Your other sessions have ended. This one goes on.' });
      },
    );
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="space-y-4">
      <FormError failure={formError} />
      {/* Tells password managers whose password this is. */}
      <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <TextField
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={fieldErrors.currentPassword}
      />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters."
        error={fieldErrors.newPassword}
      />
      <Button type="submit" className="max-sm:h-11 max-sm:w-full" pending={isPending}>
        {isPending ? 'Changing…' : 'Change password'}
      </Button>
    </form>
  );
}
