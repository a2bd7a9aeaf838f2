interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/**
 * All items of a list, page after page, fetched as they are asked for:
 * `for await (const ticket of eachItem((page) => desk.listQueue({ queue, query: { page } })))`.
 */
export async function* eachItem<T>(fetchPage: (page: string | undefined) => Promise<PageOf<T>>): AsyncGenerator<T> {
  let page: string | undefined;
  do {
    const { items, next } = await fetchPage(page);
    yield* items;
    page = next;
  } while (page !== undefined);
}

/**
 * The same of a method of a client: `for await (const ticket of itemsOf(desk.listQueue, { queue: 'refund' }))`. `options` go with every
 * page: an aborted signal ends the walk.
 */
export const itemsOf = <T, Input extends { readonly query?: object }, Options>(
  list: (input: Input, options?: Options) => Promise<PageOf<T>>,
  input: Input,
  options?: Options,
): AsyncGenerator<T> =>
  eachItem((page) => list(page === undefined ? input : { ...input, query: { ...input.query, page } }, options));
