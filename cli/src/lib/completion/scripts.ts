import type { Place } from './tree';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Writes the completion script of a shell. All three find the place by the words before, then offer what is there. */
export function completionScript(shell: Shell, places: readonly Place[]): string {
  return { bash, zsh, fish }[shell](places);
}

function bash(places: readonly Place[]): string {
  return `# Completion for qarion in bash. In ~/.bashrc: source <(qarion completion bash)
_qarion() {
  local word place='' candidates=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place/$word" in
      ${pathsOf(places).join('|')}) place="$place/$word" ;;
    esac
  done
  case "$place \${COMP_WORDS[COMP_CWORD-1]}" in
${valueCases(places, (choices) => `candidates='${choices.join(' ')}'`)}
    *) case "$place" in
${places.map((place) => `      '${place.path}') candidates='${wordsOf(place).join(' ')}' ;;`).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _qarion qarion
`;
}

function zsh(places: readonly Place[]): string {
  return `#compdef qarion
# Completion for qarion in zsh. In ~/.zshrc, after compinit: source <(qarion completion zsh)
_qarion() {
  local word place=''
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$place/$word" in
      (${pathsOf(places).join('|')}) place="$place/$word" ;;
    esac
  done
  case "$place \${words[CURRENT-1]}" in
${valueCases(places, (choices) => `compadd -- ${choices.join(' ')}; return`)}
  esac
  case "$place" in
${places.map((place) => `    ('${place.path}') candidates=(${describedWords(place).join(' ')}) ;;`).join('\n')}
  esac
  _describe 'qarion' candidates || _files
}
if [ "$funcstack[1]" = '_qarion' ]; then _qarion "$@"; else compdef _qarion qarion; fi
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap((place) => {
    const here = `complete -c qarion -n '__qarion_is_at "${place.path}"'`;
    return [
      ...place.commands.map(({ name, description }) => `${here} -a ${name} -d ${quoted(description)}`),
      ...place.options.map(({ flag, description, takesValue, choices }) => {
        const value = choices.length > 0 ? ` -xa '${choices.join(' ')}'` : takesValue ? ' -x' : '';
        return `${here} -l ${flag.slice(2)}${value} -d ${quoted(description)}`;
      }),
      ...(place.argumentChoices.length > 0 ? [`${here} -a '${place.argumentChoices.join(' ')}'`] : []),
      ...(place.takesFile ? [`${here} -F`] : []),
    ];
  });
  return `# Completion for qarion in fish. In ~/.config/fish/config.fish: qarion completion fish | source
function __qarion_is_at
  set -l place ''
  set -l words (commandline -opc)
  set -e words[1]
  for word in $words
    switch "$place/$word"
      case ${pathsOf(places).join(' ')}
        set place "$place/$word"
    end
  end
  test "$place" = "$argv[1]"
end
complete -c qarion -f
${lines.join('\n')}
`;
}

function pathsOf(places: readonly Place[]): string[] {
  return places.flatMap(({ path }) => (path === '' ? [] : [`'${path}'`]));
}

function wordsOf({ commands, options, argumentChoices }: Place): string[] {
  return [...commands.map(({ name }) => name), ...argumentChoices, ...options.map(({ flag }) => flag)];
}

/** One case for each option whose value is one of a few. */
function valueCases(places: readonly Place[], body: (choices: readonly string[]) => string): string {
  return places
    .flatMap(({ path, options }) =>
      options
        .filter(({ choices }) => choices.length > 0)
        .map(({ flag, choices }) => `    ('${path} ${flag}') ${body(choices)} ;;`),
    )
    .join('\n');
}

function describedWords({ commands, options, argumentChoices }: Place): string[] {
  return [
    ...commands.map(({ name, description }) => quoted(`${name}:${description}`)),
    ...argumentChoices.map(quoted),
    ...options.map(({ flag, description }) => quoted(`${flag}:${description}`)),
  ];
}

/** In single quotes, which all three shells take literally but for the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
