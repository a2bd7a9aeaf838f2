/** The same as the pages do, as JSON for apps. */
import type { RouteName } from '../../../contracts/routes.ts';
import type { TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { readAttachment } from '../../../core/usecases/read-attachment.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { requestUpload } from '../../../core/usecases/request-upload.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Answer, Call, Handler, Handlers } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';
import { actByLink, type ByLink } from './act.ts';
import type { CustomerPorts } from './customer-ports.ts';
import { customerView, partyView } from './customer-view.ts';
import { customerBy, partyBy } from './linked.ts';
import { surveyHandlers } from './survey.ts';

type LinkCall = Pick<Call<RouteName>, 'correlation' | 'from' | 'ifMatch' | 'idempotencyKey'> & {
  readonly path: { readonly link: string };
};

const byLink = ({ correlation, from, ifMatch, idempotencyKey }: LinkCall): ByLink => ({
  correlation,
  ...(from !== undefined && { from }),
  ...(ifMatch !== undefined && { ifMatch }),
  ...(idempotencyKey !== undefined && { idempotencyKey }),
});

export const linkHandlers = (ports: CustomerPorts): Handlers<'customer'> => {
  const acts = async (call: LinkCall, command: TicketCommand): Promise<Answer | Refused> => {
    const { asked, actor } = await customerBy(ports, call.path.link);
    return answerOf(await actByLink(ports, { ticket: asked.id, actor }, command, byLink(call)));
  };
  const trackTicket: Handler<'trackTicket'> = async ({ path, query }) => {
    const fileUrl = (id: string): string => `/v1/tracking/${path.link}/attachments/${id}`;
    const customer = await customerBy(ports, path.link);
    return { body: await customerView(ports, customer, { language: query.lang, fileUrl }) };
  };
  return {
    ...surveyHandlers(ports),
    trackTicket,
    answerAsCustomer: (call) => acts(call, { type: 'customerReply', ...call.body }),
    urgeAsCustomer: (call) => acts(call, { type: 'urge' }),
    confirmAsCustomer: (call) => acts(call, { type: 'close' }),
    reopenByLink: (call) => acts(call, { type: 'reopen', ...call.body }),
    rateAsCustomer: (call) => acts(call, { type: 'rate', ...call.body }),
    attachAsCustomer: async (call) => {
      const { ticket, actor } = await customerBy(ports, call.path.link);
      const { name, type, size, sha256 } = call.body;
      const file = { name, type, size, sha256 };
      const { correlation, ifMatch, idempotencyKey } = call;
      const requested = await requestUpload(ports, {
        ...{ ticket: ticket.id, actor, correlation, file },
        ...(ifMatch !== undefined && { ifMatch }),
        ...(idempotencyKey !== undefined && {
          idempotency: { key: `link:${idempotencyKey}`, digest: `attach ${digestOf(call.body)}` },
        }),
      });
      if (isRefused(requested)) return requested;
      const { attachment, upload, version } = requested;
      return { headers: { etag: etagOf(version) }, body: { attachment, upload } };
    },
    readFileAsCustomer: async ({ path }) => {
      const { ticket, actor } = await customerBy(ports, path.link);
      const read = await readAttachment(ports, { ticket: ticket.id, actor, attachment: path.attachment });
      if (isRefused(read)) return read;
      const { ticketId: _, ...file } = read;
      return { body: file };
    },
    readQuestion: async ({ path, query }) => ({
      body: await partyView(ports, await partyBy(ports, path.link), query.lang),
    }),
    answerQuestion: async (call) => {
      const { actor, ticket, party } = await partyBy(ports, call.path.link);
      const command = { type: 'answerAsParty', party: party.id, text: call.body.text } as const;
      return answerOf(await actByLink(ports, { ticket: ticket.id, actor }, command, byLink(call)));
    },
  };
};

/** Neither who has the ticket nor what else it did is for them. */
const answerOf = (outcome: Awaited<ReturnType<typeof actByLink>>): Answer | Refused => {
  if (isRefused(outcome)) return outcome;
  const { assignee: _, events: __, ...said } = outcome;
  return { headers: { etag: etagOf(outcome.version) }, body: { ...said, events: [] } };
};
