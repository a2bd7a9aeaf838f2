/** Scripts by which bash and zsh complete a command line, written from the tree of commands. */
import type { Command } from 'commander';
import { half } from './help.ts';
import { type Branch, branchesOf, valuedOptions } from './tree.ts';
import type { Language } from './words.ts';

export const SHELLS = ['bash', 'zsh'] as const;
export type Shell = (typeof SHELLS)[number];

/** `source <(gongdan completion bash)`, or for zsh a file `_gongdan` on its `fpath`. */
export const completionFor = (shell: Shell, program: Command, language: Language): string =>
  shell === 'bash' ? bash(program) : zsh(program, language);

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * In either shell: the words before the one under the cursor lead down the tree; the values of options are stepped over. `word` is the
 * one to complete, `previous` the one before it; leaves `path`.
 */
const walk = (branches: readonly Branch[], valued: readonly string[]): string => {
  const paths = branches.map(({ path }) => quoted(path)).filter((path) => path !== "''");
  return `    case "$each" in
      ${valued.join('|')}) skip=1 ;;
      -*) ;;
      *) case "\${path:+$path }$each" in
        ${paths.join('|')}) path="\${path:+$path }$each" ;;
        esac ;;
    esac`;
};

const valueCases = (program: Command): string =>
  [...valuedOptions(program)]
    .map(([flag, values]) => `    ${flag}) reply=${quoted(values.join(' '))}; known=1 ;;`)
    .join('\n');

const cases = (branches: readonly Branch[]): string =>
  branches
    .map(({ path, names, options, values }) => {
      const words = [...names.map(([name]) => name), ...values].join(' ');
      return `    ${quoted(path)}) words=${quoted(words)}; options=${quoted(options.join(' '))} ;;`;
    })
    .join('\n');

const bash = (program: Command): string => {
  const branches = branchesOf(program);
  return `# bash completion of gongdan: source <(gongdan completion bash)
_gongdan() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' skip=0 known=0 each words='' options='' reply=''
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ "$skip" = 1 ]; then skip=0; continue; fi
${walk(branches, [...valuedOptions(program).keys()])}
  done
  case "$previous" in
${valueCases(program)}
  esac
  if [ "$known" = 0 ]; then
    case "$path" in
${cases(branches)}
    esac
    case "$word" in -*) reply="$options" ;; *) reply="$words" ;; esac
  fi
  COMPREPLY=($(compgen -W "$reply" -- "$word"))
}
complete -o default -F _gongdan gongdan`;
};

const zsh = (program: Command, language: Language): string => {
  const branches = branchesOf(program);
  const described = branches
    .map(({ path, names, options, values }) => {
      const words = [
        ...names.map(([name, summary]) => `${name}:${half(summary, language).replaceAll(':', '\\:')}`),
        ...values,
      ];
      return `    ${quoted(path)}) words=(${words.map(quoted).join(' ')}); options=(${options.join(' ')}) ;;`;
    })
    .join('\n');
  const values = [...valuedOptions(program)]
    .map(([flag, each]) => `    ${flag}) compadd -- ${each.join(' ')}; return ;;`)
    .join('\n');
  return `#compdef gongdan
# zsh completion of gongdan: gongdan completion zsh > a file _gongdan on your fpath
_gongdan() {
  local word="\${words[CURRENT]}" previous="\${words[CURRENT-1]}"
  local path='' skip=0 each
  local -a given=("\${(@)words[2,CURRENT-1]}") options
  local -a words
  for each in "\${given[@]}"; do
    if [ "$skip" = 1 ]; then skip=0; continue; fi
${walk(branches, [...valuedOptions(program).keys()])}
  done
  case "$previous" in
${values}
  esac
  case "$path" in
${described}
  esac
  if [[ "$word" == -* ]]; then compadd -- $options; elif (( $#words )); then _describe gongdan words; else _files; fi
}
_gongdan "$@"`;
};
