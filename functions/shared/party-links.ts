/** The links of outside parties. Loaded when the first one is asked: nobody else waits for the client of the secret. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createKeys, type Keys } from '../../adapters/secrets/keys.ts';
import type { Party } from '../../core/domain/relations.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { partyUrl } from './links.ts';

interface From {
  readonly SIGNING_SECRET_ID: string;
  readonly PUBLIC_URL: string;
}

export type Asked = Pick<Party, 'id' | 'expiresAt'>;

let keys: Keys | undefined;

/** Always the same for a party. One read of the secret for each process. */
export const partyLink = async (from: From, ticketId: TicketId, { id: party, expiresAt }: Asked): Promise<string> => {
  keys ??= createKeys(new SecretsManagerClient({}), from.SIGNING_SECRET_ID);
  return partyUrl(from.PUBLIC_URL, await keys.tracking(), { ticketId, party, expiresAt });
};
