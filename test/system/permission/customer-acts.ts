/** What customers and outside parties do by their links. */
import { createHash } from 'node:crypto';
import { fetchFile, sendFile } from '../../../client/attach-file.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

const TEXT = new Uint8Array(Buffer.from('外箱破损'));
const FILE = {
  ...{ name: '破损.txt', type: 'text/plain', size: TEXT.length },
  sha256: createHash('sha256').update(TEXT).digest('hex'),
};

/** The token at the end of a tracking URL. */
export const linkIn = (url: string): string => new URL(url).pathname.split('/').at(-1) as string;

export const CUSTOMER_ACTS: readonly Act[] = [
  {
    name: 'a customer follows their link, writes, sends a file and reads it',
    play: async ({ runtime, channel }, { link }) => {
      const customer = channel();
      await tried(customer.trackTicket({ link }));
      await tried(customer.answerAsCustomer({ link, body: { text: '有照片' } }));
      const requested = await tried(customer.attachAsCustomer({ link, body: FILE }));
      if (!requested) return;
      await tried(sendFile(requested.upload, TEXT));
      await runtime.settle();
      const file = await tried(customer.readFileAsCustomer({ link, attachment: requested.attachment.id }));
      if (file) await tried(fetchFile(file));
    },
  },
  {
    name: 'a customer answers by their link what an agent waits for, who has changed the team since',
    play: async ({ channel, desk }, { movedOnHold }) => {
      // They may have written before: it waits for them again.
      const luo = await desk('agt_luo', 'supervisor');
      await tried(luo.replyToTicket({ id: movedOnHold, body: { text: '请补充照片。' } }));
      await tried(luo.holdTicket({ id: movedOnHold, body: { for: 'customer' } }));
      // The same request once more is answered with the same link.
      const body = {
        ...{ uniqueId: 'movedOnHold', subject: '订单超时未派送', description: '订单超时未派送' },
        customer: { id: 'movedOnHold', email: 'wang@example.com' },
      };
      const known = await tried(channel().createTicket({ body }));
      if (!known) return;
      const link = linkIn(known.trackingUrl);
      await tried(channel().answerAsCustomer({ link, body: { text: '已补充' } }));
      for (let time = 0; time < OFTEN; time += 1) await tried(channel().trackTicket({ link }));
    },
  },
];
