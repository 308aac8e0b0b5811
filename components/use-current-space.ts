'use client';

import { useParams } from 'next/navigation';

/** A space as the shell names it. */
export type ShellSpace = { slug: string; name: string };

/**
 * The space that the address names, or null outside of one. It may be none of
 * those that are listed, when there are very many; the page decides who sees it.
 */
export function useCurrentSpace(spaces: ShellSpace[]): ShellSpace | null {
  const { space: slug } = useParams<{ space?: string }>();
  if (slug === undefined) return null;
  return spaces.find((space) => space.slug === slug) ?? { slug, name: slug };
}
