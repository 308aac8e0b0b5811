import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { apiKeysCreateCommand } from './commands/api-keys/create';
import { apiKeysListCommand } from './commands/api-keys/list';
import { apiKeysRevokeCommand } from './commands/api-keys/revoke';
import { apiKeysRotateCommand } from './commands/api-keys/rotate';
import { authLoginCommand } from './commands/auth/login';
import { authLogoutCommand } from './commands/auth/logout';
import { authStatusCommand } from './commands/auth/status';
import { completionCommand } from './commands/completion';
import { doctorCommand } from './commands/doctor';
import { permissionsRoleCommand } from './commands/permissions/role';
import { qualityApplyCommand } from './commands/quality/apply';
import { qualityGetCommand } from './commands/quality/get';
import { qualityHistoryCommand } from './commands/quality/history';
import { qualityListCommand } from './commands/quality/list';
import { qualityPushCommand } from './commands/quality/push';
import { qualityTriggerCommand } from './commands/quality/trigger';
import { spacesListCommand } from './commands/spaces/list';
import type { Starts } from './lib/command';
import { makeContext, type World, withClient } from './lib/context';
import { EXIT, type ExitCode } from './lib/exit-codes';
import { explain } from './lib/failure';
import { Io, type Streams } from './lib/io';
import { plainText } from './lib/plain-text';
import { withoutSecrets } from './lib/secrets';
import { VERSION } from './lib/version';

const ABOUT = `Run quality checks and manage API keys.

The key is read from QARION_API_KEY, else from the settings that \`qarion auth login\` writes.
The server is --base-url, else QARION_BASE_URL, else the one last logged in to, else this machine.
Data goes to stdout: a table on a terminal, JSON with --json or when piped. All else goes to stderr.`;

/** The tree of commands. */
export function makeProgram(starts: Starts): CommandUnknownOpts {
  const program: CommandUnknownOpts = new Command('qarion')
    .description(ABOUT)
    .version(VERSION, '--version', 'print the version')
    .option('--base-url <url>', 'the address of the API, like https://qarion.example.com/api')
    .option('--json', 'print JSON')
    .addCommand(
      new Command('auth')
        .description('Log in and out')
        .addCommand(authLoginCommand(starts))
        .addCommand(authStatusCommand(starts))
        .addCommand(authLogoutCommand(starts)),
    )
    .addCommand(
      new Command('api-keys')
        .description('Your API keys')
        .addCommand(apiKeysListCommand(starts))
        .addCommand(apiKeysCreateCommand(starts))
        .addCommand(apiKeysRotateCommand(starts))
        .addCommand(apiKeysRevokeCommand(starts)),
    )
    .addCommand(new Command('spaces').description('Your spaces').addCommand(spacesListCommand(starts)))
    .addCommand(
      new Command('quality')
        .description('Quality checks and their results')
        .addCommand(qualityTriggerCommand(starts))
        .addCommand(qualityListCommand(starts))
        .addCommand(qualityGetCommand(starts))
        .addCommand(qualityHistoryCommand(starts))
        .addCommand(qualityPushCommand(starts))
        .addCommand(qualityApplyCommand(starts)),
    )
    .addCommand(
      new Command('permissions').description('What you may do').addCommand(permissionsRoleCommand(starts)),
    )
    .addCommand(doctorCommand(starts))
    .addCommand(completionCommand(starts, () => program));
  return program;
}

/** Reads the words, does the work, and says what to end the process with. */
export async function runProgram(world: World, words: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const context = () => makeContext(world, program.opts());
  const program = makeProgram({
    async withClient(run, options) {
      exitCode = (await run(options, await withClient(await context()))) ?? EXIT.done;
    },
    async withoutKey(run, options) {
      exitCode = (await run(options, await context())) ?? EXIT.done;
    },
  });
  configure(program, world.streams);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // The library has said what is wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const failure = explain(error);
    const io = new Io(world.streams, world.env);
    for (const line of failure.lines) io.say(line);
    return failure.exitCode;
  }
}

/** The same manners for every command of the tree. */
function configure(command: CommandUnknownOpts, { stdout, stderr }: Streams): void {
  command
    .exitOverride()
    .helpCommand(command.parent === null)
    .showHelpAfterError('With --help it shows what it takes.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(plainText(withoutSecrets(text))),
      getOutHelpWidth: () => (stdout.isTTY ? stdout.columns || 80 : 100),
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const child of command.commands) configure(child, { stdout, stderr } as Streams);
}
