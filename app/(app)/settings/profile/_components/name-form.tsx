'use client';

import type { FormEvent } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import { updateProfileAction } from '../actions';

export function NameForm({
  email,
  firstName,
  lastName,
}: {
  email: string;
  firstName: string;
  lastName: string;
}) {
  const { run, isPending, fieldErrors, formError } = useAction<void>();
  const toast = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { firstName: form.get('firstName'), lastName: form.get('lastName') };
    run(
      () => updateProfileAction(input),
      () => toast('Name saved'),
    );
  }

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError failure={formError} />
      <TextField label="E-mail" type="email" defaultValue={email} readOnly hint="You sign in with it." />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="First name"
          name="firstName"
          defaultValue={firstName}
          autoComplete="given-name"
          error={fieldErrors.firstName}
        />
        <TextField
          label="Last name"
          name="lastName"
          defaultValue={lastName}
          autoComplete="family-name"
          error={fieldErrors.lastName}
        />
      </div>
      <Button type="submit" className="max-sm:h-11 max-sm:w-full" pending={isPending}>
        {isPending ? 'Saving…' : 'Save name'}
      </Button>
    </form>
  );
}
