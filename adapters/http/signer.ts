/** Signatures of the Standard Webhooks specification, with secrets that are derived from the master secret and nowhere stored. */
import { Webhook } from 'standardwebhooks';
import { toMs } from '../../core/domain/time.ts';
import type { Signer } from '../../core/ports-webhooks.ts';

export interface SecretSource {
  /** Of 32 bytes, as hex. */
  webhook(id: string, name: string): Promise<string>;
}

export const createSigner = (keys: SecretSource): Signer => {
  const secret = async (id: string, name: string): Promise<string> =>
    `whsec_${Buffer.from(await keys.webhook(id, name), 'hex').toString('base64')}`;
  return {
    secret,
    headers: async (id, names, message) => {
      const at = new Date(toMs(message.at));
      const signatures = await Promise.all(
        names.map(async (name) => new Webhook(await secret(id, name)).sign(message.id, at, message.body)),
      );
      return {
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      };
    },
  };
};
