import type { MessageNumbers } from '../ports-deliveries.ts';
import type { Channel } from '../ports-notices.ts';

/**
 * The same channel, which notes by which number the provider calls a short message: what becomes of it some tell by that alone. One
 * write per short message. Should it fail, the message is out all the same, and its receipt leads nowhere.
 */
export const numbered = (channel: Channel, numbers: Pick<MessageNumbers, 'put'>): Channel => ({
  send: async (message) => {
    const result = await channel.send(message);
    if (message.kind === 'sms' && 'sent' in result && result.id !== undefined)
      await numbers.put(result.id, message.tag).catch(() => {});
    return result;
  },
});
