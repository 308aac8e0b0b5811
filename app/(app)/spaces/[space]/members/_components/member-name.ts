import type { MemberView } from '@/lib/spaces/schema';

/** What to call somebody: their name or, as long as they have none, their address. */
export function memberName({ firstName, lastName, email }: MemberView): string {
  return `${firstName} ${lastName}`.trim() || email;
}
