import type { Handler } from '../../shared/door.ts';

/** Made at its first use: the document is rarely asked for, and nobody else has to wait for it. */
export const getOpenApi: Handler<'getOpenApi'> = async () => {
  const { openApi } = await import('../../../contracts/openapi.ts');
  return { headers: { 'cache-control': 'public, max-age=300' }, body: openApi() };
};
