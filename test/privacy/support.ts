/** Privacy operations on the real adapters; time is stepped. */
import { createAuditReads, createRewrites } from '../../adapters/dynamodb/audit-reads.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { eraseTicket } from '../../core/usecases/erase-ticket.ts';
import { redactTicket } from '../../core/usecases/redact-ticket.ts';
import { TABLES } from '../functions/support/aws.ts';
import { CHIEF, openRelationsDesk, PLAIN } from '../relations/support.ts';

export const NAME = '欧阳沛霖';
export const PHONE = '13977245518';
export const EMAIL = 'ouyang.peilin@mail.example';
export const ORDER = 'E20260302004217';

/** `faulty`: the client of what the privacy operations write with. */
export const openPrivacyDesk = async (policy: Policy = PLAIN) => {
  const desk = await openRelationsDesk(policy);
  const given = {
    client: desk.stores.client,
    time: desk.ports.time,
    ticketTable: TABLES.ticket,
    tickets: desk.ports.tickets,
  };
  const audit = createAuditReads(given);
  const ports = { ...desk.ports, audit, rewrites: createRewrites(given) };
  const sealed = async (id: string) => {
    const found = await audit.sealed(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  const opened = async (uniqueId = 'r-1'): Promise<string> => {
    const posted = await desk.post({
      uniqueId,
      subject: `${NAME}的包裹没有送到`,
      description: `我叫${NAME}，电话${PHONE}，订单${ORDER}，请回电`,
      customer: { id: `c-${uniqueId}`, tier: 'gold', name: NAME, phone: PHONE, email: EMAIL },
      orders: [ORDER],
    });
    if ('refused' in posted) throw new Error(posted.refused);
    return posted.id;
  };
  return {
    ...desk,
    ports,
    audit,
    sealed,
    opened,
    verdict: async (id: string) => audit.verify(await sealed(id)).broken,
    redact: (id: string, value: string, actor: Actor = CHIEF, reason = '客户要求') =>
      redactTicket(ports, { ticket: id, value, reason, actor, correlation: 'test' }),
    erase: (id: string, today: string) => eraseTicket(ports, { id: id as never, today, correlation: 'test' }),
    /** All that the table holds of a ticket, as text. */
    kept: (id: string): string =>
      JSON.stringify(
        desk.stores.dynamo('Scan', { TableName: TABLES.ticket }).Items.filter((item: any) => item.pk.S === id),
      ),
  };
};

export type PrivacyDesk = Awaited<ReturnType<typeof openPrivacyDesk>>;
