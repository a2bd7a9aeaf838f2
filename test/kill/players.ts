/** A desk at work: customers, agents, supervisors and reviewers, each of whom does one thing after the other. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Random } from '../../local/random.ts';
import { CHANNELS, type Channel, type Clients } from './clients.ts';
import type { Ledger, Request } from './ledger.ts';

/** `keep`: it may be asked again, because it carries an id or a key. */
interface Step {
  readonly request: Request;
  readonly keep: boolean;
}
type Player = (scene: Scene) => Promise<Step | undefined> | Step | undefined;

interface Scene {
  readonly clients: Clients;
  readonly ledger: Ledger;
  readonly random: Random;
}

const SUBJECTS = [
  '快递到哪了',
  '订单超时未派送',
  '申请退款',
  '发票开错了',
  '包裹破损',
  '优惠券用不了',
  '我要投诉客服',
  '充电器冒烟了',
];
const QUEUES = ['logistics', 'aftersales', 'payments', 'accounts', 'presale', 'complaints'];
const THINK_MS = 25;
const MOST_TICKETS = 600; // what is open keeps the clocks busy; beyond this they only work

/** Plays until the system is dead. */
export const play = async (scene: Scene): Promise<void> => {
  await Promise.all(CAST.map((player) => live(player, scene)));
};

const live = async (player: Player, scene: Scene): Promise<void> => {
  const { clients, ledger, random } = scene;
  while (!clients.over) {
    const again = ledger.takeCutOff();
    if (again) {
      if (!(await ledger.ask(again, clients, true))) return;
      continue;
    }
    const looked = ledger.ask(
      async () => {
        const step = await player(scene);
        if (step && !(await ledger.ask(step.request, clients, step.keep))) throw new Error('nobody answers');
      },
      clients,
      false,
    );
    if (!(await looked)) return;
    await pause(random.between(0, THINK_MS));
  }
};

const pick = <T>(random: Random, items: readonly T[]): T | undefined => items[Math.floor(random.next() * items.length)];

const command = (
  request: (clients: Clients, key: string) => Promise<Parameters<Ledger['done']>[0]>,
  key = '',
): Step => ({
  request: async (clients, ledger) => ledger.done(await request(clients, key)),
  keep: key !== '',
});

/** Posts a ticket under its own id: again and again it is the same one. */
export const postOf = (channel: Channel, uniqueId: string): Step => ({
  request: async (clients, ledger) => {
    const subject = SUBJECTS[Number(uniqueId.slice(2)) % SUBJECTS.length] as string;
    const body = { uniqueId, subject, description: subject, customer: { id: `c-${uniqueId.slice(-2)}` } };
    const { id } = await clients.channel(channel).createTicket({ body });
    ledger.posted(`${channel}#${uniqueId}`, id);
    ledger.done({ id, events: [{ seq: 1, type: 'ticket.opened' }] });
  },
  keep: true,
});

const customer: Player = ({ ledger, random }) => {
  const known = pick(random, Object.entries(ledger.posts));
  const what = random.next();
  if (!known || (what < 0.5 && Object.keys(ledger.posts).length < MOST_TICKETS)) {
    const uniqueId = `u-${Math.floor(random.next() * 1e9)}`;
    return postOf(pick(random, CHANNELS) as Channel, uniqueId);
  }
  const [key, id] = known;
  const [name = '', uniqueId = ''] = key.split('#');
  const channel = name as Channel;
  if (what < 0.6) return postOf(channel, uniqueId);
  if (what < 0.7) return command((on) => on.channel(channel).addMessage({ id, body: { text: '请尽快回复' } }));
  if (what < 0.8) return command((on) => on.channel(channel).urgeTicket({ id }));
  if (what < 0.9) return command((on) => on.channel(channel).reopenAsCustomer({ id, body: { reason: '还没解决' } }));
  return command((on) => on.channel(channel).confirmTicket({ id }));
};

const somebody = ({ clients, random }: Scene, role: string): AgentId =>
  pick(
    random,
    clients.people.filter(({ roles }) => roles.includes(role)),
  )?.id as AgentId;

const agent: Player = async (scene) => {
  const { clients, ledger, random } = scene;
  const me = somebody(scene, 'agent');
  const comes = random.next();
  if (comes < 0.06) {
    const presence = comes < 0.02 ? 'away' : 'online';
    return { request: async (on) => void (await on.desk(me).setPresence({ body: { presence } })), keep: false };
  }
  const ticket = pick(random, (await clients.desk(me).listMine()).items);
  if (!ticket) {
    const queue = pick(random, QUEUES) as string;
    if (random.next() < 0.5) return command((on) => on.desk(me).takeNext({ queue, body: {} }));
    const [first] = (await clients.desk(me).listQueue({ queue })).items;
    return first && command((on) => on.desk(me).claimTicket({ id: first.id }));
  }
  const { id } = ticket;
  const what = random.next();
  if (ticket.phase === 'onHold' && what < 0.5) return command((on) => on.desk(me).resumeTicket({ id }));
  if (what < 0.1) return command((on) => on.desk(me).acceptTicket({ id }));
  if (what < 0.4) {
    const text = `正在处理 ${Math.floor(random.next() * 1e12)}`;
    ledger.replies.set(text, false);
    const reply = async (on: Clients, idempotencyKey: string) => {
      const outcome = await on.desk(me).replyToTicket({ id, body: { text } }, { idempotencyKey });
      ledger.replies.set(text, true);
      return outcome;
    };
    return command(reply, `reply ${text.slice(5)}`);
  }
  if (what < 0.48) return command((on) => on.desk(me).holdTicket({ id, body: { for: 'customer' } }));
  if (what < 0.53) return command((on) => on.desk(me).queueTicket({ id, body: {} }));
  if (what < 0.56) {
    const queue = pick(random, QUEUES) as string;
    return command((on) => on.desk(me).transferTicket({ id, body: { queue, reason: '归口处理' } }));
  }
  return command((on) => on.desk(me).resolveTicket({ id, body: { code: 'answered', text: '已解决' } }));
};

const supervisor: Player = async (scene) => {
  const { clients, random } = scene;
  const me = somebody(scene, 'supervisor');
  const queue = pick(random, QUEUES) as string;
  const ticket = pick(random, (await clients.desk(me).listQueue({ queue })).items);
  if (!ticket) return undefined;
  const { id } = ticket;
  if (random.next() < 0.3)
    return command((on) => on.desk(me).classifyTicket({ id, body: { priority: 'P1', category: 'complaint' } }));
  return command((on) => on.desk(me).assignTicket({ id, body: { agent: somebody(scene, 'agent') } }));
};

const reviewer: Player = async (scene) => {
  const { clients, random } = scene;
  const me = somebody(scene, 'reviewer');
  const ticket = pick(random, (await clients.desk(me).listQueue({ queue: 'review' })).items);
  if (!ticket) return undefined;
  const { id } = ticket;
  const rework = random.next() < 0.2;
  const body = rework ? ({ verdict: 'rework', remarks: '请补充说明' } as const) : ({ verdict: 'pass' } as const);
  return command((on) => on.desk(me).reviewTicket({ id, body }));
};

const CAST: readonly Player[] = [
  ...[customer, customer, customer, customer],
  ...[agent, agent, agent, agent],
  ...[supervisor, reviewer],
];
