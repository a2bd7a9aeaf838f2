/** What an event makes people read under the default table and templates: as mails, without their feet. */
import type { Alarm, Episode } from '../../core/domain/alarms.ts';
import type { Recorded } from '../../core/domain/events.ts';
import { isSometimes, placeholdersOf } from '../../core/domain/messages/placeholders.ts';
import { plan, planOfAlarm } from '../../core/domain/messages/plan.ts';
import type { Planned } from '../../core/domain/messages/planned.ts';
import { render } from '../../core/domain/messages/render.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Instant } from '../../core/domain/time.ts';
import { policy as shipped } from './desk.ts';

export const LINK = 'https://desk.example/t/x';

export type Message = Pick<Planned, 'occasion' | 'to' | 'except'> & {
  readonly subject: string;
  readonly text: string;
};

/** Rules that say nothing of notices have those of the default policy. */
const withNotices = (rules: Policy): Policy =>
  rules.notices.table.length > 0 ? rules : { ...rules, notices: shipped.notices };

export const told = (event: Recorded, ticket: Ticket, rules: Policy, now: Instant): readonly Message[] => {
  const policy = withNotices(rules);
  return plan(event, ticket, { policy, now }).map((planned) => messageOf(planned, policy));
};

export const toldOfAlarm = (alarm: Alarm, episode: Episode, rules: Policy, now: Instant): readonly Message[] => {
  const policy = withNotices(rules);
  return planOfAlarm(alarm, episode, { policy, now }).map((planned) => messageOf(planned, policy));
};

const messageOf = (planned: Planned, { notices }: Policy): Message => {
  const { occasion, to, except } = planned;
  const mail = render(planned, 'mail', planned.language, notices, planned.link ? { link: LINK } : {});
  if (mail?.channel !== 'mail') throw new Error(`There is no mail of ${occasion}.`);
  const lacking = placeholdersOf(occasion).filter(
    (name) => name !== 'link' && !isSometimes(occasion, name) && planned.facts.zh[name] === undefined,
  );
  if (lacking.length > 0) throw new Error(`Nothing is said of ${occasion} for ${lacking.join(', ')}.`);
  const [text = ''] = mail.text.split('\n-- \n');
  return { occasion, to, ...(except !== undefined && { except }), subject: mail.subject, text };
};
