/**
 * Event patterns in the slow and obvious way. An event becomes all the worlds in which every array that holds objects or arrays
 * has but one of them; a pattern matches when all its conditions hold in one world.
 */
type Leaves = ReadonlyMap<string, readonly unknown[]>;

export function referenceMatches(pattern: any, event: unknown): boolean {
  const worlds = worldsOf(event).map((world) => leavesOf(world));
  const everywhere = new Set(worlds.flatMap((world) => [...world.keys()]));
  return branches(pattern, '').some((conditions) =>
    worlds.some((world) =>
      conditions.every(([path, tests]) =>
        tests.some((test) =>
          test?.exists === false ? !everywhere.has(path) : (world.get(path) ?? []).some((value) => passes(test, value)),
        ),
      ),
    ),
  );
}

/** The pattern without `$or`: lists of conditions, one of which has to hold as a whole. */
function branches(pattern: any, prefix: string): [string, any[]][][] {
  let lists: [string, any[]][][] = [[]];
  for (const [name, value] of Object.entries<any>(pattern)) {
    const path = prefix ? `${prefix}.${name}` : name;
    const own =
      name === '$or'
        ? value.flatMap((branch: any) => branches(branch, prefix))
        : Array.isArray(value)
          ? [[[path, value]]]
          : branches(value, path);
    lists = lists.flatMap((list) => own.map((more: any) => [...list, ...more]));
  }
  return lists;
}

function worldsOf(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [node];
  if (Array.isArray(node)) {
    const nested = node.filter((item) => typeof item === 'object' && item !== null);
    const plain = node.filter((item) => !nested.includes(item));
    if (nested.length === 0) return [plain];
    return nested.flatMap((item) => worldsOf(item).map((world) => [...plain, world]));
  }
  let worlds: Record<string, unknown>[] = [{}];
  for (const [key, value] of Object.entries(node)) {
    worlds = worlds.flatMap((world) => worldsOf(value).map((inner) => ({ ...world, [key]: inner })));
  }
  return worlds;
}

function leavesOf(node: unknown, path = '', leaves = new Map<string, unknown[]>()): Leaves {
  if (Array.isArray(node)) for (const item of node) leavesOf(item, path, leaves);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) leavesOf(value, path ? `${path}.${key}` : key, leaves);
  } else leaves.set(path, [...(leaves.get(path) ?? []), node]);
  return leaves;
}

const list = (value: any): any[] => (Array.isArray(value) ? value : [value]);
const fold = (value: string) => value.toLowerCase();

function passes(test: any, value: any): boolean {
  if (typeof test !== 'object' || test === null) return test === value;
  const [[operator, operand]] = Object.entries<any>(test) as [[string, any]];
  if (operator === 'exists') return true;
  if (operator === 'anything-but') {
    if (typeof operand !== 'object' || Array.isArray(operand)) return !list(operand).includes(value);
    const [[inner, operands]] = Object.entries<any>(operand) as [[string, any]];
    return !list(operands).some((one) => passes({ [inner]: one }, value));
  }
  if (operator === 'numeric') {
    if (typeof value !== 'number') return false;
    const holds = (sign: string, bound: number) =>
      (sign.includes('=') && value === bound) || (sign[0] === '<' ? value < bound : sign[0] === '>' && value > bound);
    return holds(operand[0], operand[1]) && (operand.length < 4 || holds(operand[2], operand[3]));
  }
  if (typeof value !== 'string') return false;
  const ignoring = operand['equals-ignore-case'];
  if (ignoring !== undefined) return passes({ [operator]: fold(ignoring) }, fold(value));
  if (operator === 'exact') return value === operand;
  if (operator === 'prefix') return value.slice(0, operand.length) === operand;
  if (operator === 'suffix')
    return value.length >= operand.length && value.slice(value.length - operand.length) === operand;
  if (operator === 'equals-ignore-case') return fold(value) === fold(operand);
  if (operator === 'wildcard') return globs(operand, value);
  throw new Error(`The reference has no ${operator}.`);
}

function globs(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob[0] === '*') return globs(glob.slice(1), text) || (text !== '' && globs(glob, text.slice(1)));
  return glob[0] === text[0] && globs(glob.slice(1), text.slice(1));
}
