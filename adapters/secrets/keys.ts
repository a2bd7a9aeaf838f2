/** Keys derived from the one master secret: none of them is stored, and one that leaks does not open the others. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { channelKey, deriveKey } from '../../contracts/signature.ts';

export interface Keys {
  /** What a channel signs its requests with, hex. */
  channel(name: string): Promise<string>;
  /** Of the links that customers follow their ticket by. */
  tracking(): Promise<string>;
  /** Of the tokens that lead to the next page of a list. */
  pageToken(): Promise<string>;
  /** Of the address where a provider tells what became of messages. */
  receipts(provider: string): Promise<string>;
  /** What one of a webhook's secrets is made of, hex. */
  webhook(id: string, name: string): Promise<string>;
}

/** Reads the master secret once per process. */
export const createKeys = (client: Pick<SecretsManagerClient, 'send'>, secretId: string): Keys => {
  let master: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (!SecretString) throw new Error('The signing secret has no value.');
    return SecretString;
  };
  const derive = async (from: (master: string) => string): Promise<string> => {
    master ??= read();
    try {
      return from(await master);
    } catch (error) {
      master = undefined; // a passing failure is not remembered
      throw error;
    }
  };
  return {
    channel: (name) => derive((secret) => channelKey(secret, name)),
    tracking: () => derive((secret) => deriveKey(secret, 'tracking')),
    pageToken: () => derive((secret) => deriveKey(secret, 'page-token')),
    receipts: (provider) => derive((secret) => deriveKey(secret, `receipts:${provider}`)),
    webhook: (id, name) => derive((secret) => deriveKey(secret, `webhook:${id}:${name}`)),
  };
};
