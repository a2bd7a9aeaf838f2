import type { Handler } from '../../shared/door.ts';

/** Made at its first use: the document is rarely asked for, and nobody else has to wait for it. */
export const getAsyncApi: Handler<'getAsyncApi'> = async () => {
  const { asyncApi } = await import('../../../contracts/asyncapi.ts');
  return { headers: { 'cache-control': 'public, max-age=300' }, body: asyncApi() };
};
