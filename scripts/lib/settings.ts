import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from '@/lib/env';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { parseTrustedProxies } from '../server/client-address.mjs';
import { filesFolder, readOrCreateSecret } from './data-folder';
import { messageOf, UserFacingError } from './user-facing-error';

/** Reads `.env` if there is one; what the environment already says wins. */
export function loadEnvironment(): void {
  const file = path.join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Where the app listens. */
export type Listening = { host: string; port: number; origin: string };

/** The address from PORT, QARION_HOST and NEXTAUTH_URL; only this machine unless told otherwise. */
export function listeningAddress(): Listening {
  const host = process.env.QARION_HOST || '127.0.0.1';
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserFacingError(`PORT must be a number from 1 to 65535, and it is "${process.env.PORT}".`);
  }
  return { host, port, origin: process.env.NEXTAUTH_URL || `http://localhost:${port}` };
}

/**
 * The environment the app runs in: what is set, with the database, the address
 * and a session secret filled in. The app's own rules decide whether it will do.
 */
export function appEnvironment(databaseUrl: string, { host, port, origin }: Listening): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    QARION_FILES_DIR: filesFolder(),
    PORT: String(port),
    QARION_HOST: host,
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET:
      process.env.NEXTAUTH_SECRET ||
      readOrCreateSecret('session-secret', () => randomBytes(32).toString('base64url')),
  };
  try {
    parseEnv(environment);
    parseTrustedProxies(environment.QARION_TRUSTED_PROXIES);
  } catch (error) {
    throw new UserFacingError(messageOf(error), { cause: error });
  }
  return environment;
}
