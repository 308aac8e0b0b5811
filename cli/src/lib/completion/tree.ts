import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** What can be typed where, as completion scripts need it. */
export type Place = {
  /** `/quality/trigger`; empty at the beginning. */
  path: string;
  commands: { name: string; description: string }[];
  options: { flag: string; description: string; takesValue: boolean; choices: readonly string[] }[];
  /** What its argument can be, where that is fixed. */
  argumentChoices: readonly string[];
  takesFile: boolean;
};

/** Every place of the command tree. */
export function placesOf(program: CommandUnknownOpts): Place[] {
  return visit(program, '', []);
}

function visit(command: CommandUnknownOpts, path: string, inherited: readonly Option[]): Place[] {
  const options = [...command.options, ...inherited];
  const place: Place = {
    path,
    commands: command.commands.map((child) => ({ name: child.name(), description: child.description() })),
    options: [
      ...options.map((option) => ({
        flag: option.long ?? option.flags,
        description: option.description,
        takesValue: option.required,
        choices: option.argChoices ?? [],
      })),
      { flag: '--help', description: 'display help for command', takesValue: false, choices: [] },
    ],
    argumentChoices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    takesFile: command.registeredArguments.some((argument) => argument.name() === 'file'),
  };
  // The version is asked of the program alone.
  const passedOn = path === '' ? options.filter(({ long }) => long !== '--version') : options;
  return [place, ...command.commands.flatMap((child) => visit(child, `${path}/${child.name()}`, passedOn))];
}
