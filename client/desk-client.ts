import { type ClientSettings, clientOf } from './call.ts';
import type { ClientOf } from './route-types.ts';

export type DeskClient = ClientOf<'token' | 'none'>;

export interface DeskClientOptions extends ClientSettings {
  /** Access token of the issuer, or where to get the present one. */
  readonly token: string | (() => string | Promise<string>);
}

/**
 * The API as agents, supervisors, reviewers and operators use it: one method for every route that takes a token.
 *
 * ```ts
 * const desk = createDeskClient({ url, token });
 * const { version } = await desk.claimTicket({ id: 'tkt_…' });
 * await desk.replyToTicket({ id: 'tkt_…', body: { text: '您好' } }, { ifMatch: version });
 * ```
 */
export const createDeskClient = ({ token, ...settings }: DeskClientOptions): DeskClient =>
  clientOf(settings, ['token', 'none'], async () => ({
    authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
  }));
