/** One working hour, promised on a Friday afternoon, and around China's National Day 2026: over HTTP, from the policy to the mail. */
import { afterAll, describe, expect, it } from 'vitest';
import { forgetAssembly, type MannedDesk, onDesk, policyWith } from './manned-desk.ts';

afterAll(forgetAssembly);

const OFFICE = policyWith(
  [
    /^calendars: \[office\]$/m,
    'calendars: [{ name: nine-to-five, zone: Asia/Shanghai, week: { mon-fri: [09:00-17:00] }, holidays: [cn-2026] }]',
  ],
  [
    /^targets:\n(.*\n){4}/m,
    `targets:\n  calendar: nine-to-five\n${['P0', 'P1', 'P2', 'P3'].map((priority) => `  ${priority}: { firstResponse: 1 h, resolution: 8 h, review: 4 h }`).join('\n')}\n`,
  ],
);

interface Case {
  readonly name: string;
  /** All in Shanghai, UTC+8, which has no daylight saving; reckoned by hand from the calendar on the wall. */
  readonly opened: string;
  readonly warned: string;
  readonly due: string;
  readonly solvedBy: string;
  /** As the customer is told. */
  readonly zh: readonly [answer: string, solution: string];
  readonly en: readonly [answer: string, solution: string];
}

// 1 to 7 October 2026 are days off; Sunday 20 September and Saturday 10 October are worked instead.
const CASES: readonly Case[] = [
  {
    name: 'on a Friday at 16:30: half an hour is left, the other half is on Monday',
    opened: '2026-03-06T16:30',
    warned: '2026-03-09T09:15',
    due: '2026-03-09T09:30',
    solvedBy: '2026-03-09T16:30',
    zh: ['下周一 9:30 前', '下周一 16:30 前'],
    en: ['by Monday 9:30', 'by Monday 16:30'],
  },
  {
    name: 'on the last afternoon before National Day: the other half is eight days later',
    opened: '2026-09-30T16:30',
    warned: '2026-10-08T09:15',
    due: '2026-10-08T09:30',
    solvedBy: '2026-10-08T16:30',
    zh: ['10月8日（周四）9:30 前', '10月8日（周四）16:30 前'],
    en: ['by Thursday 8 October 9:30', 'by Thursday 8 October 16:30'],
  },
  {
    name: 'on the Friday before the make-up Saturday: the other half is tomorrow',
    opened: '2026-10-09T16:30',
    warned: '2026-10-10T09:15',
    due: '2026-10-10T09:30',
    solvedBy: '2026-10-10T16:30',
    zh: ['明天 9:30 前', '明天 16:30 前'],
    en: ['by tomorrow 9:30', 'by tomorrow 16:30'],
  },
  {
    name: 'on the Friday before the make-up Sunday: Saturday is skipped, Sunday is not',
    opened: '2026-09-18T16:30',
    warned: '2026-09-20T09:15',
    due: '2026-09-20T09:30',
    solvedBy: '2026-09-20T16:30',
    zh: ['后天 9:30 前', '后天 16:30 前'],
    en: ['by Sunday 9:30', 'by Sunday 16:30'],
  },
  {
    name: 'on the make-up Saturday itself: the Sunday after it is free',
    opened: '2026-10-10T16:30',
    warned: '2026-10-12T09:15',
    due: '2026-10-12T09:30',
    solvedBy: '2026-10-12T16:30',
    zh: ['后天 9:30 前', '后天 16:30 前'],
    en: ['by Monday 9:30', 'by Monday 16:30'],
  },
  {
    name: 'in the middle of the holidays: the hour begins with the next opening',
    opened: '2026-10-03T12:00',
    warned: '2026-10-08T09:45',
    due: '2026-10-08T10:00',
    solvedBy: '2026-10-08T17:00',
    zh: ['下周四 10:00 前', '下周四 17:00 前'],
    en: ['by Thursday 10:00', 'by Thursday 17:00'],
  },
];

const instant = (shanghai: string): string => new Date(`${shanghai}:00+08:00`).toISOString();

const firstResponses = async (desk: MannedDesk, id: string): Promise<[string, string][]> =>
  (await desk.timeline(id))
    .filter(({ data }) => data.clock === 'firstResponse')
    .map(({ time, type }): [string, string] => [time, type]);

describe('a working hour that is promised', () => {
  it.each(CASES)('$name', ({ opened, warned, due, solvedBy, zh, en }) =>
    onDesk(
      async (desk) => {
        const shop = desk.system.channel();
        const [chinese, english] = await Promise.all(
          (
            [
              ['zh', '快递到哪了', 'wang@example.com'],
              ['en', 'Where is my parcel?', 'smith@example.com'],
            ] as const
          ).map(([language, subject, email]) =>
            shop.createTicket({
              body: { uniqueId: `r-${language}`, subject, description: subject, customer: { id: language, email } },
            }),
          ),
        );
        if (!chinese || !english) throw new Error('Two tickets were opened.');
        await desk.system.runtime.settle();
        const promise = { firstResponseDueAt: instant(due), resolutionDueAt: instant(solvedBy) };
        for (const receipt of [chinese, english]) {
          desk.knows(receipt.id);
          expect(receipt).toMatchObject(promise);
          expect(await shop.getPublicState({ id: receipt.id })).toMatchObject(promise);
          const link = new URL(receipt.trackingUrl).pathname.split('/').at(-1) as string;
          expect(await shop.trackTicket({ link })).toMatchObject(promise);
        }
        const mailTo = (address: string) =>
          desk.system.runtime
            .mails()
            .filter(({ to }) => to.includes(address))
            .map(({ text }) => text ?? '');
        expect(mailTo('wang@example.com')).toEqual([
          expect.stringContaining(`我们会在${zh[0]}（UTC+8）回复您，在${zh[1]}（UTC+8）解决。`),
        ]);
        expect(mailTo('smith@example.com')).toEqual([
          expect.stringContaining(`You will hear from us ${en[0]} (UTC+8), and it will be solved ${en[1]} (UTC+8).`),
        ]);

        await desk.until(new Date(Date.parse(instant(warned)) - 1000).toISOString());
        for (const { id } of [chinese, english]) expect(await firstResponses(desk, id)).toEqual([]);
        await desk.until(new Date(Date.parse(instant(due)) - 1000).toISOString());
        // The one is answered within its last second, the other one is not.
        await (await desk.as('agt_lin')).replyToTicket({ id: english.id, body: { text: 'It arrives today.' } });
        await desk.until(instant(due));
        const card: [string, string] = [instant(warned), 'ticket.warned'];
        expect(await firstResponses(desk, chinese.id)).toEqual([card, [instant(due), 'ticket.breached']]);
        expect(await firstResponses(desk, english.id)).toEqual([card]);
        expect(await desk.told(chinese.id, instant(due), '升级至')).toEqual(['agt_luo']);
        const operator = await desk.operator();
        const states = await Promise.all(
          [chinese, english].map(async ({ id }) => (await operator.getTicket({ id })).clocks.firstResponse.state),
        );
        expect(states).toEqual(['missed', 'met']);
      },
      { policy: OFFICE, start: Date.parse(instant(opened)) },
    ),
  );
});
