import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { readOrCreateSecret } from './data-folder';
import { UserFacingError } from './user-facing-error';

const SECRET_MIN_LENGTH = 32;
/** Parts of secrets that stand in examples and tutorials, and so in the lists of attackers. */
const KNOWN_SECRETS = /^(.)\1*$|secret.{0,3}secret|change.?me|your.{0,20}secret|example|password|0123456789|abcdefgh/i;

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

/** The secret that signs sessions: from the environment, else made once and kept in the data folder. */
export function sessionSecret(): string {
  const given = process.env.NEXTAUTH_SECRET;
  if (!given) return readOrCreateSecret('session-secret', () => randomBytes(32).toString('base64url'));
  if (given.length < SECRET_MIN_LENGTH) {
    throw new UserFacingError(`NEXTAUTH_SECRET is too short: use at least ${SECRET_MIN_LENGTH} random characters, or leave it unset.`);
  }
  if (KNOWN_SECRETS.test(given)) {
    throw new UserFacingError('NEXTAUTH_SECRET is a well-known example: use random characters, or leave it unset.');
  }
  return given;
}
