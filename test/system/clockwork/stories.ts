/** What time brings to a ticket, each from its beginning to its end, for whatever moves the clocks. */
import { minutes, type System } from '../../support/system.ts';

export interface Story {
  readonly name: string;
  /** Answers the ticket. */
  readonly play: (system: System) => Promise<string>;
  /** Of its events, those that time brings, in order. */
  readonly brings: readonly string[];
}

const hours = (count: number): number => minutes(count * 60);
const SUBJECT = '订单超时未派送'; // P1: a quarter of an hour to the first answer, two to the solution

const answered = async (system: System): Promise<string> => {
  await system.hire('agt_lin', 'logistics');
  const { id } = await system.post(SUBJECT);
  const lin = await system.desk('agt_lin', 'agent');
  await lin.acceptTicket({ id });
  await lin.replyToTicket({ id, body: { text: '您好，正在核实。' } });
  await system.runtime.settle();
  return id;
};

const resolved = async (system: System): Promise<string> => {
  const id = await answered(system);
  await system.runtime.advance(minutes(7));
  const lin = await system.desk('agt_lin', 'agent');
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await system.runtime.settle();
  return id;
};

export const STORIES: readonly Story[] = [
  {
    name: 'nobody touches a P1: warned, breached, escalated, given to another',
    play: async (system) => {
      await system.hire('agt_lin', 'logistics');
      await system.hire('agt_zhou', 'logistics');
      await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
      const { id } = await system.post(SUBJECT);
      await system.runtime.advance(minutes(133));
      return id;
    },
    brings: [
      ...['ticket.assigned', 'ticket.warned', 'ticket.breached', 'ticket.escalated', 'ticket.queued'],
      ...['ticket.assigned', 'ticket.warned', 'ticket.breached', 'ticket.escalated', 'ticket.queued'],
    ],
  },
  {
    name: 'nobody is there: told once, tried again, given to whoever comes',
    play: async (system) => {
      await system.hire('agt_luo', 'logistics', { roles: ['supervisor'], presence: 'offline' });
      const { id } = await system.post(SUBJECT);
      await system.runtime.advance(minutes(9));
      await system.hire('agt_lin', 'logistics');
      await system.runtime.advance(minutes(4));
      return id;
    },
    brings: ['ticket.dispatch-failed', 'ticket.escalated', 'ticket.assigned'],
  },
  {
    name: 'the customer does not answer: asked again, and taken for solved',
    play: async (system) => {
      const id = await answered(system);
      const lin = await system.desk('agt_lin', 'agent');
      await lin.holdTicket({ id, body: { for: 'customer', reason: '请提供收货地址。' } });
      await system.runtime.advance(hours(3) + minutes(5));
      return id;
    },
    brings: ['ticket.resolved'],
  },
  {
    name: 'a third party does not answer: the hold ends by itself',
    play: async (system) => {
      const id = await answered(system);
      const lin = await system.desk('agt_lin', 'agent');
      await lin.holdTicket({ id, body: { for: 'thirdParty', reason: '等承运商回复。' } });
      await system.runtime.advance(hours(2) + minutes(5));
      return id;
    },
    brings: ['ticket.resumed'],
  },
  {
    name: 'nobody reviews: escalated',
    play: async (system) => {
      const id = await resolved(system);
      await system.runtime.advance(hours(4) + minutes(5));
      return id;
    },
    brings: ['ticket.escalated'],
  },
  {
    name: 'the customer is silent: closed, and archived at once',
    play: async (system) => {
      const id = await resolved(system);
      await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
      await system.runtime.advance(hours(2) + minutes(5));
      return id;
    },
    brings: ['ticket.closed', 'ticket.archived'],
  },
  {
    name: 'the customer comes back, and is satisfied: closed and archived without waiting',
    play: async (system) => {
      const id = await resolved(system);
      await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
      await system.runtime.advance(minutes(30));
      await system.channel().confirmTicket({ id });
      await system.runtime.settle();
      return id;
    },
    brings: ['ticket.closed', 'ticket.archived'],
  },
];
