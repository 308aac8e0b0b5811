import { encode } from 'next-auth/jwt';
import type { Actor } from '@/lib/actor';
import { env } from '@/lib/env';

/**
 * The browser as a server action sees it through the framework: its cookies and
 * what its request says. This, the caches and the redirects are all that is
 * replaced; the cookie is a real one, made as next-auth makes it.
 */
const COOKIE = 'next-auth.session-token';
const jar = new Map<string, string>();
const revalidated: string[] = [];

/** For `jest.mock('next/headers', …)`. */
export const nextHeaders = {
  headers: async () => new Headers({ 'x-forwarded-for': '203.0.113.7' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
};

/** For `jest.mock('next/cache', …)`. */
export const nextCache = { revalidatePath: (path: string) => revalidated.push(path) };

export async function signInAs({ userId }: Actor, sessionVersion = 0): Promise<void> {
  jar.set(COOKIE, await encode({ token: { sub: userId, sessionVersion }, secret: env().NEXTAUTH_SECRET }));
}

export function signOut(): void {
  jar.clear();
}

/** The pages that were told to show new data since this was last asked. */
export function takeRevalidated(): string[] {
  return revalidated.splice(0);
}
