import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../lib/command';
import { completionScript, SHELLS, type Shell } from '../lib/completion/scripts';
import { placesOf } from '../lib/completion/tree';
import type { Context } from '../lib/context';
import { EXIT } from '../lib/exit-codes';
import { printData } from '../lib/show';

export const completionCommand = ({ withoutKey }: Starts, program: () => CommandUnknownOpts) =>
  new Command('completion')
    .description('Print a script with which your shell completes commands and options')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText(
      'after',
      helpText({
        output: 'The script, to be read by the shell when it starts.',
        exits: { [EXIT.done]: 'done', [EXIT.usage]: 'there is no script for this shell' },
        examples: [
          ['source <(qarion completion bash)', 'in ~/.bashrc; the same with zsh in ~/.zshrc'],
          ['qarion completion fish | source', 'in ~/.config/fish/config.fish'],
        ],
      }),
    )
    .action((shell) => withoutKey(printScript, { shell, program: program() }));

export type CompletionOptions = { shell: Shell; program: CommandUnknownOpts };

export async function printScript({ shell, program }: CompletionOptions, { io }: Context): Promise<void> {
  await printData(io, completionScript(shell, placesOf(program)));
}
