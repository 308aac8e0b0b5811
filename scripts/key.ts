// `npm run key`: makes an API key for a user. The secret is all that stdout gets.
import { TIERS, type Tier } from '@/lib/tiers';
import { withPlatformDatabase } from './lib/operator-task';
import { runTask } from './lib/run-task';
import { say } from './lib/terminal';
import { parseCommandLine, usageError } from './lib/usage';

const USAGE = 'Usage: npm run key -- --user EMAIL --name NAME [--expires-in-days N] [--tier TIER]';

type KeyRequest = { user: string; name: string; expiresInDays: number | null; tier: Tier };

function parseRequest(): KeyRequest {
  const { values } = parseCommandLine(
    {
      options: {
        user: { type: 'string' },
        name: { type: 'string' },
        'expires-in-days': { type: 'string' },
        tier: { type: 'string', default: 'standard' },
      },
    } as const,
    USAGE,
  );
  const { user, name, 'expires-in-days': days } = values;
  if (!user) throw usageError('Whose key? --user is missing.', USAGE);
  if (!name) throw usageError('What is the key for? --name is missing.', USAGE);
  if (days !== undefined && !/^\d+$/.test(days))
    throw usageError(`--expires-in-days takes a number, and got "${days}".`, USAGE);
  const tier = TIERS.find((known) => known === values.tier);
  if (!tier) throw usageError(`--tier takes ${TIERS.join(', ')}, and got "${values.tier}".`, USAGE);
  return { user, name, expiresInDays: days === undefined ? null : Number(days), tier };
}

runTask(async () => {
  const { user, name, expiresInDays, tier } = parseRequest();
  const { apiKey, secret } = await withPlatformDatabase(async () => {
    const { operatorActor, operatorFor } = await import('@/lib/auth/operator');
    const { createApiKey } = await import('@/lib/api-keys/api-keys');
    const { setKeyTier } = await import('@/lib/api-keys/administration/administration');
    const created = await createApiKey(await operatorFor(user), { name, expiresInDays });
    if (tier !== 'standard') await setKeyTier(operatorActor(), created.apiKey.id, { tier });
    return created;
  });
  process.stdout.write(`${secret}\n`);
  const expiry = apiKey.expiresAt ? `expires ${apiKey.expiresAt.toISOString()}` : 'never expires';
  say(`The key "${apiKey.name}" of ${user} ${expiry}. It is shown only here, and only now.`);
  return 0;
});
