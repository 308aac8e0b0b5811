import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verifyPassword } from '@/lib/users/password';
import { newPasswordSchema } from '@/lib/users/schema';
import { findCredentials, hasUsers } from '@/lib/users/store';
import { DEMO_ACCOUNTS } from '../../prisma/demo/accounts';
import { seedDemo } from '../../prisma/seed';
import { dataFolder, filesFolder, readOrCreateSecret } from './data-folder';
import { UserFacingError } from './user-facing-error';

const PASSWORD_FILE = 'demo-password';

/** Fills an empty database with the demo, where that is wanted: by default only the embedded one. */
export async function seedIfWanted(isEmbedded: boolean): Promise<boolean> {
  const wish = process.env.QARION_DEMO;
  const isWanted = wish === '1' || (isEmbedded && wish !== '0');
  if (!isWanted || (await hasUsers())) return false;
  const given = process.env.QARION_DEMO_PASSWORD;
  if (given) requireUsable(given);
  return await seedDemo(
    given || readOrCreateSecret(PASSWORD_FILE, () => randomBytes(12).toString('base64url')),
    filesFolder(),
  );
}

/** What to tell about signing in: the demo, the welcome page of an empty database, or nothing special. */
export type SignInHint =
  | { kind: 'demo'; accounts: typeof DEMO_ACCOUNTS; password: string }
  | { kind: 'first-run' }
  | { kind: 'accounts' };

/** The demo is only announced with a password that really opens it. */
export async function signInHint(): Promise<SignInHint> {
  if (!(await hasUsers())) return { kind: 'first-run' };
  const admin = await findCredentials({ email: DEMO_ACCOUNTS[0].email });
  if (!admin) return { kind: 'accounts' };
  for (const password of knownPasswords()) {
    if (await verifyPassword(password, admin.passwordHash))
      return { kind: 'demo', accounts: DEMO_ACCOUNTS, password };
  }
  return { kind: 'accounts' };
}

function knownPasswords(): string[] {
  const file = path.join(dataFolder(), PASSWORD_FILE);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  return [process.env.QARION_DEMO_PASSWORD, kept].flatMap((password) => password || []);
}

function requireUsable(password: string): void {
  const parsed = newPasswordSchema.safeParse(password);
  if (!parsed.success)
    throw new UserFacingError(`QARION_DEMO_PASSWORD will not do: ${parsed.error.issues[0]?.message}`);
}
