'use client';

import { SpaceChoice } from '@/components/space-choice';
import { ROLE_WORDS } from '@/components/space-roles';
import type { MemberView } from '@/lib/spaces/schema';

type Role = MemberView['role'];
type Props = { value: Role; onChange: (role: Role) => void; error?: string | undefined };

const ROLES = (Object.keys(ROLE_WORDS) as Role[]).map((value) => {
  const { name, may } = ROLE_WORDS[value];
  return { value, name, text: `${may.slice(0, 1).toUpperCase()}${may.slice(1)}.` };
});

/** Which role, with what each lets one do. */
export function RoleField(props: Props) {
  return <SpaceChoice legend="Role" name="role" options={ROLES} {...props} />;
}
