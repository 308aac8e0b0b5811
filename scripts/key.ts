// `npm run key`: makes an API key for a user. The secret is all that stdout gets.
import { withPlatformDatabase } from './lib/operator-task';
import { runTask } from './lib/run-task';
import { say } from './lib/terminal';
import { parseCommandLine, usageError } from './lib/usage';

const USAGE = 'Usage: npm run key -- --user EMAIL --name NAME [--expires-in-days N]';

type KeyRequest = { user: string; name: string; expiresInDays: number | null };

function parseRequest(): KeyRequest {
  const { values } = parseCommandLine(
    {
      options: { user: { type: 'string' }, name: { type: 'string' }, 'expires-in-days': { type: 'string' } },
    } as const,
    USAGE,
  );
  const { user, name, 'expires-in-days': days } = values;
  if (!user) throw usageError('Whose key? --user is missing.', USAGE);
  if (!name) throw usageError('What is the key for? --name is missing.', USAGE);
  if (days !== undefined && !/^\d+$/.test(days))
    throw usageError(`--expires-in-days takes a number, and got "${days}".`, USAGE);
  return { user, name, expiresInDays: days === undefined ? null : Number(days) };
}

runTask(async () => {
  const { user, name, expiresInDays } = parseRequest();
  const { apiKey, secret } = await withPlatformDatabase(async () => {
    const { operatorFor } = await import('@/lib/auth/operator');
    const { createApiKey } = await import('@/lib/api-keys/api-keys');
    return await createApiKey(await operatorFor(user), { name, expiresInDays });
  });
  process.stdout.write(`${secret}\n`);
  const expiry = apiKey.expiresAt ? `expires ${apiKey.expiresAt.toISOString()}` : 'never expires';
  say(`The key "${apiKey.name}" of ${user} ${expiry}. It is shown only here, and only now.`);
  return 0;
});
