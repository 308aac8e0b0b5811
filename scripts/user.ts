// `npm run user`: makes and mends accounts, for whoever runs the server.
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Actor } from '@/lib/actor';
import { withPlatformDatabase } from './lib/operator-task';
import { runTask } from './lib/run-task';
import { say } from './lib/terminal';
import { parseCommandLine, usageError } from './lib/usage';

const ACTIONS = ['create', 'deactivate', 'reactivate', 'set-password'] as const;
type Action = (typeof ACTIONS)[number];
type UserRequest = { action: Action; email: string; isSuperadmin: boolean; isPasswordGiven: boolean };

const USAGE = `Usage: npm run user -- ${ACTIONS.join('|')} EMAIL [--superadmin]
       [--password-stdin]  take the password from stdin, instead of making one and printing it`;

function parseRequest(): UserRequest {
  const { values, positionals } = parseCommandLine(
    {
      options: {
        superadmin: { type: 'boolean', default: false },
        'password-stdin': { type: 'boolean', default: false },
      },
      allowPositionals: true,
    } as const,
    USAGE,
  );
  const [given, email, ...rest] = positionals;
  const action = ACTIONS.find((name) => name === given);
  if (!action) throw usageError(given ? `There is no action "${given}".` : 'What shall be done?', USAGE);
  if (!email) throw usageError('Whose account? The e-mail address is missing.', USAGE);
  if (rest.length > 0) throw usageError(`"${rest[0]}" is too much.`, USAGE);
  if (values.superadmin && action !== 'create') throw usageError('--superadmin belongs to "create".', USAGE);
  return { action, email, isSuperadmin: values.superadmin, isPasswordGiven: values['password-stdin'] };
}

/** A password never stands on the command line, where `ps` and the shell's history would keep it. */
async function choosePassword(isGiven: boolean): Promise<string> {
  return isGiven ? (await text(process.stdin)).replace(/\r?\n$/, '') : randomBytes(12).toString('base64url');
}

async function perform(
  actor: Actor,
  { action, email, isSuperadmin, isPasswordGiven }: UserRequest,
): Promise<void> {
  const users = await import('@/lib/users/users');
  if (action === 'deactivate' || action === 'reactivate') {
    await users.setUserActive(actor, email, action === 'reactivate');
    return say(
      action === 'deactivate'
        ? `${email} is out: sessions and keys end at the next request.`
        : `${email} may sign in again.`,
    );
  }
  const password = await choosePassword(isPasswordGiven);
  if (action === 'create') await users.createUser(actor, { email, password, isSuperadmin });
  else await users.setPassword(actor, email, password);
  if (!isPasswordGiven) process.stdout.write(`${password}\n`);
  say(
    action === 'create'
      ? `${email} may sign in.`
      : `The password of ${email} is changed, and other sessions have ended.`,
  );
}

runTask(async () => {
  const request = parseRequest();
  await withPlatformDatabase(async () => {
    const { operatorActor } = await import('@/lib/auth/operator');
    await perform(operatorActor(), request);
  });
  return 0;
});
