import type { SpaceView } from '@/lib/spaces/schema';

type Role = SpaceView['role'];

/** What each role is called and lets one do, after "sees everything, …". */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  viewer: { name: 'Viewer', may: 'sees everything, changes nothing' },
  editor: { name: 'Editor', may: 'also makes and runs checks' },
  admin: { name: 'Admin', may: 'also decides who is a member' },
};

export function rankName(rank: SpaceView['rank']): string {
  return rank === 'superadmin' ? 'Superadmin' : ROLE_WORDS[rank].name;
}
