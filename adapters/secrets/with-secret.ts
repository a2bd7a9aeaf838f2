import { ProviderFault } from '../http/provider-fault.ts';
import type { Secret, Secrets } from './named.ts';

/**
 * Calls a provider with what the secret says; once more when the provider refuses it and the secret has been changed meanwhile.
 * Undefined when there is no secret of the name.
 */
export const withSecret = async <T>(
  secrets: Secrets,
  name: string,
  call: (secret: Secret) => Promise<T>,
): Promise<T | undefined> => {
  const secret = await secrets.read(name);
  if (!secret) return undefined;
  try {
    return await call(secret);
  } catch (error) {
    if (!(error instanceof ProviderFault && error.reason === 'credentials')) throw error;
    if (!(await secrets.hasChanged(name, secret))) throw error;
  }
  const changed = await secrets.read(name);
  return changed && call(changed);
};

/** A field that the provider cannot do without. Throws ProviderFault, which names the field and not its value. */
export const textIn = (provider: string, secret: Secret, field: string): string => {
  const value = secret[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new ProviderFault(provider, 'account', `the secret has no ${field}`);
};

/**
 * `baseUrl`: another site of the provider, or a chat that a company runs by itself. Throws ProviderFault when it is no address of HTTPS;
 * `any`: of HTTP, too.
 */
export const baseUrlIn = (provider: string, secret: Secret, targets: 'public' | 'any'): string | undefined => {
  const { baseUrl } = secret;
  if (baseUrl === undefined) return undefined;
  const protocols = targets === 'any' ? ['https:', 'http:'] : ['https:'];
  if (typeof baseUrl === 'string' && URL.canParse(baseUrl) && protocols.includes(new URL(baseUrl).protocol))
    return baseUrl.replace(/\/+$/, '');
  throw new ProviderFault(provider, 'account', 'the baseUrl of the secret is no address of HTTPS');
};
