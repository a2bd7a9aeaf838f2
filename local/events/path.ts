/** The small JSONPath of pipes and rules: dots, `[0]` and numeric steps, e.g. `$.dynamodb.NewImage.ticketId.S`. */

export type Read = (root: unknown) => unknown;

/** Throws an Error when `path` is not of that form. The reader answers undefined where there is nothing. */
export function compilePath(path: string): Read {
  if (!/^\$(\.[\w/-]+|\[\d+\])*$/.test(path)) throw new Error(`${path} is not a path that is emulated.`);
  const steps = path.match(/[\w/-]+/g) ?? [];
  return (root) => {
    let node = root;
    for (const step of steps) {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined;
      node = (node as Record<string, unknown>)[step];
    }
    return node;
  };
}
