/** What is sent with every command, and how often it is given. */
import type { RouteName } from '../../contracts/routes.ts';
import type { Random } from '../../local/random.ts';
import { PEOPLE } from './people.ts';

/** Of what somebody may speak when they make a request. */
export interface Topic {
  readonly random: Random;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Another ticket, one in two times of the same customer. */
  readonly other: string;
  /** As far as anybody has seen. */
  readonly version: number;
  /** Events in which its customer wrote. */
  readonly messages: readonly number[];
}

type Making = readonly [weight: number, body: (topic: Topic) => object];

const QUEUES = ['logistics', 'aftersales', 'payments', 'complaints'];
const TAGS = ['加急', '大客户', '待确认', 'photos-asked'];
const TEXT = { text: '您好，正在为您核实。' };
const nothing = (): object => ({});
const anybody = ({ pick }: Topic) => pick(PEOPLE).id;
const agent = ({ pick }: Topic) => pick(PEOPLE.filter(({ role }) => role === 'agent')).id;
const upTo = ({ random, version }: Topic): number => 1 + Math.floor(random.next() * Math.max(version, 3));

export const BY_TOKEN: Partial<Readonly<Record<RouteName, Making>>> = {
  claimTicket: [10, nothing],
  takeNext: [8, nothing],
  acceptTicket: [5, nothing],
  replyToTicket: [10, () => TEXT],
  noteOnTicket: [
    6,
    (topic) => ({ text: '已联系网点', ...(topic.random.next() < 0.3 && { mentions: [anybody(topic)] }) }),
  ],
  holdTicket: [5, ({ pick }) => ({ for: pick(['customer', 'thirdParty', 'subTickets']) })],
  resumeTicket: [7, nothing],
  transferTicket: [4, (topic) => transfer(topic)],
  sendBack: [3, () => ({ reason: '不属于我们' })],
  queueTicket: [3, ({ pick, random }) => (random.next() < 0.5 ? {} : { queue: pick(QUEUES), reason: '下班' })],
  assignTicket: [7, (topic) => ({ agent: agent(topic) })],
  classifyTicket: [4, (topic) => classify(topic)],
  escalateTicket: [3, () => ({ reason: '客户很急' })],
  acknowledgeTicket: [3, nothing],
  finishTask: [2, (topic) => ({ task: upTo(topic) })],
  resolveTicket: [9, ({ pick }) => ({ code: pick(['answered', 'done', 'withdrawn', 'nonsense']), ...TEXT })],
  reviewTicket: [
    14,
    ({ random }) => (random.next() < 0.7 ? { verdict: 'pass' } : { verdict: 'rework', remarks: '再看看' }),
  ],
  reopenTicket: [5, () => ({ reason: '客户来电' })],
  closeTicket: [2, nothing],
  tagTicket: [4, ({ pick }) => ({ add: [pick(TAGS)], remove: [pick(TAGS)] })],
  followTicket: [3, (topic) => (topic.random.next() < 0.5 ? {} : { who: anybody(topic) })],
  unfollowTicket: [3, nothing],
  setFields: [4, ({ pick }) => ({ fields: { carrier: pick(['sf', 'yto', 'none-such', null]) } })],
  takeStep: [3, ({ pick }) => ({ step: pick(['courier-asked', 'history-read', 'track-checked']) })],
  runMacro: [4, ({ pick }) => ({ macro: pick(['ask-for-details', 'still-on-it', 'ask-the-carrier', 'none-such']) })],
  askParty: [3, () => ({ kind: 'courier', name: '浦东网点', ...TEXT, days: 2 })],
  revokeLink: [0.2, nothing],
  requestUpload: [3, ({ random }) => file(random)],
  mergeTicket: [5, ({ other }) => ({ into: other })],
  unmergeTicket: [7, nothing],
  linkTickets: [4, ({ other, pick }) => ({ to: other, as: pick(['related', 'duplicate', 'problem']) })],
  unlinkTickets: [3, ({ other }) => ({ to: other })],
  splitMessage: [3, (topic) => ({ seq: topic.pick([...topic.messages, upTo(topic)]) })],
  openSubTicket: [
    2,
    ({ random }) => ({
      subject: '核实照片',
      description: '请提供',
      ...(random.next() < 0.5 && { wait: { for: 'any' } }),
    }),
  ],
  awaitSubTickets: [2, ({ pick }) => ({ for: pick(['all', 'any', 2]) })],
  rebuildClocks: [1, ({ random }) => ({ dryRun: random.next() < 0.5 })],
  draftReply: [2, nothing],
  attendTicket: [2, ({ pick }) => ({ state: pick(['viewing', 'writing']) })],
};

export const BY_SIGNATURE: Partial<Readonly<Record<RouteName, Making>>> = {
  addMessage: [5, () => ({ text: '到哪了？' })],
  urgeTicket: [3, nothing],
  reopenAsCustomer: [2, () => ({ reason: '还没到' })],
  confirmTicket: [1, nothing],
};

export const BY_LINK: Partial<Readonly<Record<RouteName, Making>>> = {
  answerAsCustomer: [5, () => ({ text: '还没有到。' })],
  urgeAsCustomer: [3, nothing],
  confirmAsCustomer: [1, nothing],
  reopenByLink: [2, () => ({ reason: '没有收到' })],
  rateAsCustomer: [3, ({ pick }) => ({ stars: pick([1, 2, 3, 4, 5]) })],
  attachAsCustomer: [2, ({ random }) => file(random)],
};

const transfer = (topic: Topic): object => {
  const to = topic.random.next();
  const reason = { reason: '归口处理' };
  if (to < 0.4) return { agent: agent(topic), ...reason };
  return to < 0.7
    ? { queue: topic.pick(QUEUES), ...reason }
    : { team: topic.pick(['logistics', 'aftersales']), ...reason };
};

const classify = ({ pick, random }: Topic): object =>
  random.next() < 0.5
    ? { priority: pick(['P0', 'P1', 'P2', 'P3']) }
    : { category: pick(['delivery-delay', 'refund', 'invoice', 'complaint', 'none-such']) };

const file = (random: Random): object => {
  const name = `照片${Math.floor(random.next() * 1000)}.png`;
  return { name, type: 'image/png', size: 100, sha256: '0'.repeat(64), shown: true };
};

/** One of them, by weight, of those whose names are `wanted`. */
export const choose = (
  makings: Partial<Readonly<Record<RouteName, Making>>>,
  { random }: Pick<Topic, 'random'>,
  wanted: (name: RouteName) => boolean,
): RouteName | undefined => {
  const names = (Object.keys(makings) as RouteName[]).filter(wanted);
  const weightOf = (name: RouteName): number => makings[name]?.[0] ?? 0;
  let at = random.next() * names.reduce((sum, name) => sum + weightOf(name), 0);
  return names.find((name) => {
    at -= weightOf(name);
    return at < 0;
  });
};

export const bodyOf = (name: RouteName, topic: Topic): object =>
  (BY_TOKEN[name] ?? BY_SIGNATURE[name] ?? BY_LINK[name])?.[1](topic) ?? {};
