import { notFound } from 'next/navigation';
import type { Actor } from '@/lib/actor';
import { requireUser } from '@/lib/auth/session';
import { AppError } from '@/lib/errors/app-error';
import type { SpaceView } from '@/lib/spaces/schema';
import { getSpace } from '@/lib/spaces/spaces';

/** What the domain does not find is a page that is not there, whether it is absent or not for these eyes. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

/** How every page of a space begins: who is there, and the space as they see it. */
export async function pageSpace(
  params: Promise<{ space: string }>,
): Promise<{ actor: Actor; space: SpaceView }> {
  const actor = await requireUser();
  const { space: slug } = await params;
  return { actor, space: await orNotFound(getSpace(actor, slug)) };
}
