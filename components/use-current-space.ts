'use client';

import { useParams } from 'next/navigation';

/** A space as the shell names it. */
export type ShellSpace = { slug: string; name: string };

/** The first of the spaces one may see, and how many there are. */
export type ShellSpaces = { listed: ShellSpace[]; total: number };

/**
 * The space that the address names, or null outside of one and in one that one
 * may not see. When there are too many to list, the page alone knows that, and
 * the shell goes by the address.
 */
export function useCurrentSpace({ listed, total }: ShellSpaces): ShellSpace | null {
  const { space: slug } = useParams<{ space?: string }>();
  if (slug === undefined) return null;
  return listed.find((space) => space.slug === slug) ?? (total > listed.length ? { slug, name: slug } : null);
}
