import pg from 'pg';
import { benchPackage } from './packages';

/** As much of better-auth as is used here; its own types may not be installed. */
type Auth = {
  api: {
    createApiKey(call: { body: object }): Promise<{ key: string }>;
    verifyApiKey(call: { body: { key: string } }): Promise<{ valid: boolean; error: unknown }>;
  };
  $context: Promise<{ internalAdapter: { createUser(user: object): Promise<{ id: string }> } }>;
};
type Packages = {
  core: { betterAuth(options: object): Auth };
  plugin: { apiKey(): unknown };
  migration: { getMigrations(options: object): Promise<{ runMigrations(): Promise<void> }> };
};

/** Its limit, with which a key is good for ten requests a day; here for as many as a measurement makes. */
const REQUESTS_A_DAY = 1_000_000_000;

/**
 * better-auth's API keys on an empty database of their own, with its default
 * settings and a pool as large as ours. Its limit of requests stays on, as it
 * is by default, and only the number is raised: else it would refuse.
 */
export async function startBetterAuth(url: string, keys: number) {
  const packages = {
    core: await benchPackage<Packages['core']>('better-auth'),
    plugin: await benchPackage<Packages['plugin']>('@better-auth/api-key'),
    migration: await benchPackage<Packages['migration']>('better-auth/db/migration'),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const options = {
    database: pool,
    baseURL: 'http://localhost:3000',
    secret: 'only-for-figures-0123456789abcdefghijklmnop',
    plugins: [packages.plugin.apiKey()],
    telemetry: { enabled: false },
  };
  await (await packages.migration.getMigrations(options)).runMigrations();
  const auth = packages.core.betterAuth(options);
  const { internalAdapter } = await auth.$context;
  const user = await internalAdapter.createUser({ email: 'ada@example.com', name: 'Ada' });
  const made: string[] = [];
  for (let count = 0; count < keys; count += 1) {
    const body = { userId: user.id, rateLimitMax: REQUESTS_A_DAY };
    made.push((await auth.api.createApiKey({ body })).key);
  }
  await pool.query('VACUUM ANALYZE');
  return {
    async verify(index: number): Promise<void> {
      const { valid, error } = await auth.api.verifyApiKey({ body: { key: made[index % keys] ?? '' } });
      if (!valid) throw new Error(`better-auth refused its own key: ${JSON.stringify(error)}`);
    },
    stop: () => pool.end(),
  };
}
