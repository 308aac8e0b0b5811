import type { SignInHint } from './demo';
import { paint, say } from './terminal';

/** The address, and how to get in. */
export function sayWelcome(origin: string, hint: SignInHint): void {
  say(`\n  Ready at ${paint('bold', origin)}\n`);
  if (hint.kind === 'first-run') say(`  Make the first account at ${origin}/welcome`);
  if (hint.kind === 'demo') {
    const width = Math.max(...hint.accounts.map(({ email }) => email.length));
    say('  Sign in with a demo account:');
    for (const { email, role, space } of hint.accounts)
      say(`    ${email.padEnd(width)}  ${paint('dim', `${role} of ${space}`)}`);
    say(`    ${'password'.padEnd(width)}  ${paint('bold', hint.password)}`);
  }
  say(`\n  ${paint('dim', 'Ctrl-C stops it.')}\n`);
}
