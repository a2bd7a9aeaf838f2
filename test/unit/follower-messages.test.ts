import { describe, expect, it } from 'vitest';
import type { EventType, Recorded } from '../../core/domain/events.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { at, checker, chief, LIN, lin, shop, wang } from './people.ts';
import { PLAIN } from './rules.ts';
import { handledUnder, type Story } from './story.ts';
import { type Message, told } from './told.ts';

const FOLLOWER = 'agt_luo';

const messages = (event: Recorded, ticket: Ticket, over: Partial<Ticket> = {}): readonly Message[] =>
  told(event, { ...ticket, followers: [FOLLOWER], ...over } as Ticket, PLAIN, addMinutes(event.time, 1));
const last = ({ events }: Pick<Story, 'events'>, type: EventType): Recorded => {
  const event = events.findLast((each) => each.type === type);
  if (!event) throw new Error(`There is no ${type}.`);
  return event;
};
/** What followers are told of the last event of a type. */
const followed = (story: Story, type: EventType, over: Partial<Ticket> = {}): Message => {
  const found = messages(last(story, type), story.ticket, over).filter(({ to }) => to.includes(FOLLOWER));
  expect(found).toHaveLength(1);
  return found[0] as Message;
};
const RESOLVE = { type: 'resolve', code: 'delivered', text: '王小明 13812345678 已签收' } as const;

/** Answered, solved, passed, and then closed or opened again by the customer. */
const wholeLife = (end: 'close' | 'reopen' = 'close'): Story => {
  const story = handledUnder(PLAIN);
  story.gives({ type: 'reply', text: '13812345678 您好' }, lin, at('01:00'));
  story.gives(RESOLVE, lin, at('02:00'));
  story.gives({ type: 'review', verdict: 'pass' }, checker, at('03:00'));
  story.gives(
    end === 'close' ? { type: 'close' } : { type: 'reopen', reason: '没有收到 13812345678' },
    shop,
    at('04:00'),
  );
  return story;
};

describe('who follows a ticket is told', () => {
  it.each([
    ['ticket.replied', '已回复客户', 'agt_lin'],
    ['ticket.resolved', '已提交解决结果，等待质检', 'agt_lin'],
    ['ticket.reviewed', '质检通过，已解决', 'agt_checker'],
    ['ticket.reopened', '已重新打开', '客户'],
    ['ticket.closed', '已关闭', '客户'],
  ] as const)('of %s: what it is, and who did it', (type, what, who) => {
    const { subject, text } = followed(wholeLife(type === 'ticket.reopened' ? 'reopen' : 'close'), type);
    expect(subject).toBe(`您关注的工单 ABCD2345：${what}`);
    expect(text).toContain(`${what}（${who}）。`);
  });

  it('of a rework after its assignee, who is told what to do instead', () => {
    const story = handledUnder(PLAIN);
    story.gives(RESOLVE, lin, at('02:00'));
    story.gives({ type: 'review', verdict: 'rework', remarks: '请附凭证' }, checker, at('03:00'));
    const found = messages(last(story, 'ticket.reviewed'), story.ticket, { followers: ['assignee', FOLLOWER] });
    expect(found.map(({ to }) => to)).toEqual([['assignee'], ['assignee', FOLLOWER]]);
    expect(found[1]?.subject).toBe('您关注的工单 ABCD2345：质检未通过，退回重新处理');
  });

  it('of where it went', () => {
    const story = handledUnder(PLAIN);
    const { queue } = story.ticket;
    const to = { ...LIN, id: 'agt_wang', name: '王' } as const;
    story.gives({ type: 'transfer', queue, assignee: to, reason: '她更熟悉 13812345678' }, lin, at('02:00'));
    expect(followed(story, 'ticket.transferred').subject).toBe(`您关注的工单 ABCD2345：已转派到 ${queue}`);
  });

  it.each([
    [
      { type: 'ticket.sub-changed', data: { id: 'tkt_2', code: 'SUB23456', seen: 4, done: true } },
      '子工单 SUB23456 已完成',
    ],
    [
      { type: 'ticket.sub-changed', data: { id: 'tkt_2', code: 'SUB23456', seen: 4, done: false } },
      '子工单 SUB23456 又重新打开',
    ],
    [{ type: 'ticket.merged', data: { into: { id: 'tkt_3', code: 'NTHER345' } } }, '已并入工单 NTHER345'],
  ] as const)('of other tickets that have to do with it: %j', (what, said) => {
    const { ticket, events } = handledUnder(PLAIN);
    const event = { ...events[0], ...what } as Recorded;
    expect(messages(event, ticket).map(({ subject }) => subject)).toEqual([`您关注的工单 ABCD2345：${said}`]);
  });

  it('in English', () => {
    const story = handledUnder(PLAIN, { language: 'en' });
    story.gives({ type: 'reply', text: 'Hello' }, lin, at('01:00'));
    const { subject, text } = followed(story, 'ticket.replied');
    expect(subject).toBe('Ticket ABCD2345, which you follow: the customer was answered');
    expect(text).toContain('which you follow: the customer was answered (by agt_lin).');
  });

  it('nothing that anybody wrote, and no link of the customer', () => {
    const stories = [wholeLife('close'), wholeLife('reopen')];
    for (const { event, ticket } of stories.flatMap(({ events, ticket }) =>
      events.map((event) => ({ event, ticket })),
    )) {
      for (const { to, subject, text } of messages(event, ticket)) {
        if (!to.includes(FOLLOWER)) continue;
        expect(`${subject}${text}`).not.toMatch(/13812345678|王小明|desk\.example/);
      }
    }
  });

  it('nothing of what they did themselves, and nothing of what concerns the assignee alone', () => {
    const story = wholeLife();
    expect(followed(story, 'ticket.replied').except).toBe('agt_lin');
    story.events
      .filter(({ type }) => type === 'ticket.assigned' || type === 'ticket.opened' || type === 'ticket.accepted')
      .forEach((event) => {
        expect(messages(event, story.ticket).filter(({ to }) => to.includes(FOLLOWER))).toEqual([]);
      });
  });
});

describe('who is mentioned in a note is told', () => {
  const noted = (over: Partial<Parameters<typeof handledUnder>[1]> = {}): readonly Message[] => {
    const story = handledUnder(PLAIN, over);
    story.gives({ type: 'note', text: '客户电话 13812345678', mentions: ['agt_wang', 'agt_chief'] }, lin, at('01:00'));
    return messages(last(story, 'ticket.noted'), story.ticket);
  };

  it('by whom, and where to read it, but not the note', () => {
    const [message, ...others] = noted();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      ...{ to: [wang.id, chief.id], except: lin.id },
      subject: 'agt_lin 在工单 ABCD2345 的备注里提到了您',
    });
    expect(message?.text).toContain('gongdan timeline ABCD2345');
    expect(message?.text).not.toContain('13812345678');
  });

  it('in English', () => {
    expect(noted({ language: 'en' })[0]?.subject).toBe('agt_lin mentioned you in a note on ticket ABCD2345');
  });

  it('and nobody is of a note without mentions', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'note', text: '已核实' }, lin, at('01:00'));
    expect(messages(last(story, 'ticket.noted'), story.ticket)).toEqual([]);
  });
});
