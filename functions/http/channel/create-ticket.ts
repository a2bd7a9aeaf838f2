import type { Receipt } from '../../../contracts/views.ts';
import { languageOf } from '../../../core/domain/classify.ts';
import { type Opened, type OpenPorts, openTicket } from '../../../core/usecases/open-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Handler } from '../../shared/door.ts';
import { customerUrl } from '../../shared/links.ts';

export interface CreatePorts extends OpenPorts {
  readonly keys: { tracking(): Promise<string> };
  readonly publicUrl: string;
}

export const createTicket =
  (ports: CreatePorts): Handler<'createTicket'> =>
  async ({ body, actor, nonce, correlation, from }) => {
    const { category, language = languageOf(`${body.subject}\n${body.description}`), ...said } = body;
    const request = { ...said, language, channel: actor.id, ...(category !== undefined && { category }) };
    const opened = await openTicket(ports, {
      request,
      bodyHash: digestOf(body),
      nonce,
      correlation,
      ...(from !== undefined && { from }),
    });
    if (isRefused(opened)) return opened;
    return { status: opened.created ? 201 : 200, body: await receiptOf(opened, ports) };
  };

/** A request that joined a ticket gets the link to that one: its writer is the customer. */
const receiptOf = async (
  { created: _, autoReply, openedAt, linkEpoch, ...opened }: Opened,
  { keys, publicUrl }: CreatePorts,
): Promise<Receipt> => ({
  ...opened,
  trackingUrl: customerUrl(publicUrl, await keys.tracking(), { id: opened.id, openedAt, linkEpoch }),
  ...(autoReply !== undefined && { notice: autoReply }),
});
