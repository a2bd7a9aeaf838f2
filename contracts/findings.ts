/** What a check of a file finds. */

/** What is wrong, and where: the path of keys and indexes in the file. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Named = readonly { readonly name: string }[];

/** Entries of a part that have the name of an earlier one. */
export const duplicates = (path: Finding['path'], entries: Named = []): Finding[] =>
  entries.flatMap(({ name }, index) =>
    entries.findIndex((entry) => entry.name === name) < index
      ? [{ path: [...path, index, 'name'], message: `The name ${name} is taken by another entry of ${path.at(-1)}` }]
      : [],
  );

/** Texts of a list that stand there a second time; `what` says it of one of them, e.g. `The team logistics`. */
export const repeated = (path: Finding['path'], texts: readonly string[], what: (text: string) => string): Finding[] =>
  texts.flatMap((text, at) =>
    texts.indexOf(text) < at ? [{ path: [...path, at], message: `${what(text)} stands here twice` }] : [],
  );

/** A name that none of the known ones is; without known ones, or a name, there is nothing to compare. */
export const unknown = (
  path: Finding['path'],
  name: string | undefined,
  what: string,
  known: Named | undefined,
): Finding[] =>
  known === undefined || name === undefined || known.some((entry) => entry.name === name)
    ? []
    : [
        {
          path,
          message: `There is no ${what} ${name}; allowed are ${[...new Set(known.map((entry) => entry.name))].join(', ')}`,
        },
      ];
