/** What is served beside the product's API, on the same port: the controls, the mailbox, and those who carry messages. */
import { deriveKey } from '../contracts/signature.ts';
import type { HttpApi } from './http/http-api.ts';
import { MAILBOX_PATH, mailboxOf } from './mailbox/page.ts';
import { PROVIDERS_PATH, type ProvidersDeps, providersOf } from './providers/providers.ts';

export interface OwnPagesDeps extends Omit<ProvidersDeps, 'receiptAddress'> {
  readonly url: string;
  readonly control: HttpApi;
  readonly secret: (logicalIdPrefix: string) => string;
}

/** Who serves a path; undefined: the product does. */
export function ownPagesOf({ url, control, secret, ...deps }: OwnPagesDeps): (path: string) => HttpApi | undefined {
  const mailbox = mailboxOf(deps.messages);
  const receiptAddress = (provider: string): string | undefined => {
    try {
      return `${url}/v1/receipts/${provider}/${deriveKey(secret('SigningSecret'), `receipts:${provider}`)}`;
    } catch {
      return undefined; // an assembly without the desk
    }
  };
  const providers = providersOf({ ...deps, receiptAddress });
  return (path) => {
    if (path.startsWith('/_local/')) return control;
    if (path.startsWith(`${PROVIDERS_PATH}/`)) return providers;
    return MAILBOX_PATH.test(path) ? mailbox : undefined;
  };
}
