import { z } from 'zod';
import type { Session } from './session-store';

/** What next-auth writes into every token, and our own `sub`. */
const tokenSchema = z.object({ jti: z.uuid(), sub: z.uuid(), exp: z.number() });

/** The session that a decrypted token stands for, or null when it says too little. */
export function sessionFromToken(claims: unknown): Session | null {
  const parsed = tokenSchema.safeParse(claims);
  if (!parsed.success) return null;
  const { jti, sub, exp } = parsed.data;
  return { id: jti, userId: sub, expiresAt: new Date(exp * 1000) };
}
