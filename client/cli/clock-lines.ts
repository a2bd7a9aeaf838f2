/** The clocks of a ticket on a terminal, one a line, and what it has taken altogether. */
import type { ClockView } from '../../contracts/clocks.ts';
import type { TicketView } from '../../contracts/views.ts';
import { CLOCK_NAMES, CLOCK_STATES, HOLDS } from './clock-words.ts';
import { localTime, type Show } from './terminal.ts';
import { say } from './words.ts';

type ClockName = keyof typeof CLOCK_NAMES;

/** Title and text of every clock that has begun. */
export const clockLines = (clocks: TicketView['clocks'], show: Show): readonly (readonly [string, string])[] =>
  (Object.keys(CLOCK_NAMES) as ClockName[]).flatMap((name) => {
    const clock = clocks[name];
    return clock ? [[say(CLOCK_NAMES[name], show.language), clockText(clock, show)] as const] : [];
  });

/** `11-22 13:00 · running · warning 12:30 · 240 min, office · P1 rule`. */
const clockText = (clock: ClockView, show: Show): string => {
  const { state, dueAt, warnAt, targetMinutes, calendar, policy, pauses } = clock;
  const { language } = show;
  const word = say(CLOCK_STATES[state], language);
  const parts = [
    localTime(dueAt, show),
    state === 'missed' ? show.colour.red(word) : word,
    warnAt && `${say(['黄牌', 'warning'], language)} ${localTime(warnAt, show)}`,
    `${targetMinutes} ${say(['分', 'min'], language)} (${calendar}, ${policy})`,
    pauses.length > 0 && say([`暂停 ${pauses.length} 次`, `paused ${pauses.length}×`], language),
  ];
  return parts.filter(Boolean).join(' · ');
};

/** How long the customer has waited, the desk has worked, and it was on hold. */
export const totalsText = (ticket: TicketView, { language }: Show): string => {
  const minutes = (value: number): string => `${Math.round(value)} ${say(['分', 'min'], language)}`;
  return [
    `${say(['客户等待', 'customer waited'], language)} ${minutes(ticket.requesterWaitMinutes)}`,
    `${say(['坐席处理', 'desk worked'], language)} ${minutes(ticket.agentWorkMinutes)}`,
    ...Object.entries(ticket.heldMinutes).map(
      ([reason, held]) =>
        `${say(['挂起', 'on hold'], language)} ${say(HOLDS[reason as keyof typeof HOLDS], language)} ${minutes(held)}`,
    ),
  ].join(' · ');
};
