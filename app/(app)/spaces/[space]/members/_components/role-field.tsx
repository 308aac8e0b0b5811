'use client';

import { ROLE_WORDS } from '@/components/space-roles';
import type { MemberView } from '@/lib/spaces/schema';

type Role = MemberView['role'];
const ROLES = Object.keys(ROLE_WORDS) as Role[];

type Props = { value: Role; onChange: (role: Role) => void; error?: string | undefined };

/** Which role, with what each lets one do. */
export function RoleField({ value, onChange, error }: Props) {
  return (
    <fieldset aria-describedby="role-error">
      <legend className="mb-1.5 font-medium">Role</legend>
      <div className="divide-y overflow-clip rounded border border-line-strong/70 bg-surface shadow-control">
        {ROLES.map((role) => (
          <label
            key={role}
            className="flex items-start gap-3 px-3 py-2.5 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name="role"
              value={role}
              checked={value === role}
              onChange={() => onChange(role)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="font-medium">{ROLE_WORDS[role].name}</span>
              <span className="block text-sm text-muted">{sentence(ROLE_WORDS[role].may)}</span>
            </span>
          </label>
        ))}
      </div>
      <p id="role-error" className="mt-1.5 text-sm text-bad empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
