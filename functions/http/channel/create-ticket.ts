import type { Receipt } from '../../../contracts/views.ts';
import { languageOf } from '../../../core/domain/classify.ts';
import { type Opened, type OpenPorts, openTicket } from '../../../core/usecases/open-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Handler } from '../../shared/door.ts';
import { trackingUrl } from '../../shared/tracking-link.ts';

export interface CreatePorts extends OpenPorts {
  readonly keys: { tracking(): Promise<string> };
  readonly publicUrl: string;
}

export const createTicket =
  (ports: CreatePorts): Handler<'createTicket'> =>
  async ({ body, actor, nonce, correlation }) => {
    const { category, language = languageOf(`${body.subject}\n${body.description}`), ...said } = body;
    const request = { ...said, language, channel: actor.id, ...(category !== undefined && { category }) };
    const opened = await openTicket(ports, { request, bodyHash: digestOf(body), nonce, correlation });
    if (isRefused(opened)) return opened;
    return { status: opened.created ? 201 : 200, body: await receiptOf(opened, ports) };
  };

const receiptOf = async ({ id, opened, autoReply }: Opened, { keys, publicUrl }: CreatePorts): Promise<Receipt> => ({
  id,
  code: opened.data.code,
  phase: 'queued',
  ...promised(opened),
  trackingUrl: trackingUrl(publicUrl, await keys.tracking(), id),
  ...(autoReply !== undefined && { notice: autoReply }),
});

/** As it was promised when it was opened: the same request gets the same answer, whatever has happened since. */
const promised = ({ id, clocks }: Opened['opened']): Pick<Receipt, 'firstResponseDueAt' | 'resolutionDueAt'> => {
  if (!clocks?.firstResponse || !clocks.resolution) throw new Error(`${id} promises nothing.`);
  return { firstResponseDueAt: clocks.firstResponse.dueAt, resolutionDueAt: clocks.resolution.dueAt };
};
