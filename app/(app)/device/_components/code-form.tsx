'use client';

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';

/** A plain form: the code goes into the address, where a link would have put it. */
export function CodeForm({ typed, error }: { typed: string; error: string | undefined }) {
  return (
    <form action="/device" method="get" className="max-w-sm">
      <TextField
        label="Code"
        name="user_code"
        defaultValue={typed}
        error={error}
        hint="Eight letters, such as BCDF-GHJK. Case and hyphen do not matter."
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
      />
      <Button type="submit" variant="primary" className="mt-5 max-sm:h-11 max-sm:w-full">
        Continue
      </Button>
    </form>
  );
}
