/** The numbers of a run as tables for people. */
import pc from 'picocolors';
import { clip, table } from '../../client/cli/table.ts';
import { PHASES as PHASE_WORDS } from '../../client/cli/words.ts';
import type { Figures } from './figures.ts';

const right = (title: string) => ({ title, align: 'right' as const });

export const tablesOf = (figures: Figures): string =>
  [
    phases(figures),
    targets(figures),
    happened(figures),
    quality(figures),
    notices(figures),
    cost(figures),
    classification(figures),
    ...(figures.wrong.length > 0 ? [wrong(figures)] : []),
    ...(figures.discrepancies.length > 0 ? [discrepancies(figures)] : []),
  ].join('\n\n');

const phases = ({ phases: counts, tickets }: Figures): string =>
  table(
    [{ title: '阶段 phase' }, right('工单 tickets')],
    [
      ...Object.entries(counts).map(([phase, count]) => {
        const [zh, en] = PHASE_WORDS[phase as keyof typeof PHASE_WORDS];
        return [`${zh} ${en}`, String(count)];
      }),
      ['合计 all', String(tickets)],
    ],
    pc.bold,
  );

const CLOCKS = { firstResponse: '首响 first response', resolution: '解决 resolution' } as const;

const targets = ({ targets: rows }: Figures): string =>
  table(
    [
      { title: '时效 target' },
      { title: '' },
      right('分钟 min'),
      right('工单 tickets'),
      right('达标 met'),
      right('超时 missed'),
      right('中位 median'),
      right('最长 longest'),
    ],
    rows
      .filter(({ tickets }) => tickets > 0)
      .map((row) => [
        row.priority,
        CLOCKS[row.clock],
        String(row.targetMinutes),
        String(row.tickets),
        String(row.met),
        String(row.missed),
        row.medianMinutes.toFixed(1),
        row.longestMinutes.toFixed(1),
      ]),
    pc.bold,
  );

const happened = ({ happened: counts, levels, escalations }: Figures): string =>
  table(
    [{ title: '发生 happened' }, right('次 times')],
    [
      ['黄牌 warnings', String(counts.warned)],
      ['红牌 breaches', String(counts.breached)],
      ...Object.entries(escalations).map(([label, count]) => [`升级 ${label}`, String(count)]),
      ...Object.entries(levels)
        .sort()
        .map(([level, count]) => [`工单 tickets at ${level}`, String(count)]),
      ['确认升级 acknowledged', String(counts.acknowledged)],
      ['退回队列 back to the queue', String(counts.backToTheQueue)],
      ['无人可派 nobody available', String(counts.dispatchFailed)],
      ['领取 claimed', String(counts.claimed)],
      ['有空即派 to agents who had become free', String(counts.pulled)],
      ['让路暂停 set aside for an emergency', String(counts.setAside)],
      ['领取池到时 pool expired', String(counts.poolExpired)],
      ['二次投诉 repeat complaints', String(counts.repeats)],
      ['挂起 on hold', String(counts.held)],
      ['催办 urged', String(counts.urged)],
      ['重开 reopened', String(counts.reopened)],
    ],
    pc.bold,
  );

const quality = ({ quality: counts, satisfaction }: Figures): string =>
  table(
    [{ title: '审批、质检、满意度 approval, review, survey' }, right('次 times')],
    [
      ['送审批 to be approved', String(counts.approvalsAsked)],
      ['同意 approvals given', String(counts.approved)],
      ['不同意 not approved', String(counts.rejected)],
      ['审批超时 approvals late', String(counts.approvalsLate)],
      ['质检通过 reviews passed', String(counts.passed)],
      ['退回重处理 rework', String(counts.rework)],
      ['质检申诉 disputed', String(counts.disputed)],
      ['已问满意度 customers asked', String(satisfaction.asked)],
      ['已答 answered', String(satisfaction.answered)],
      ['平均星级 mean of stars', satisfaction.mean === undefined ? '–' : satisfaction.mean.toFixed(1)],
    ],
    pc.bold,
  );

const CHANNELS: Readonly<Record<string, string>> = {
  mail: '邮件 mail',
  sms: '短信 SMS',
  robot: '群机器人 robots',
  hook: '系统回调 hooks',
};

const notices = ({ channels }: Figures): string =>
  table(
    [{ title: '通知 notices' }, right('条 messages')],
    Object.entries(CHANNELS).map(([channel, title]) => [title, String(channels[channel] ?? 0)]),
    pc.bold,
  );

const cost = ({ transitions, perTicket, databaseCalls, dollarsPer1000 }: Figures): string =>
  table(
    [{ title: '用量 usage' }, right('每单 per ticket')],
    [
      ['状态转换 state transitions', String(transitions.mean)],
      ['  最多 most, plain path', String(transitions.plainMost)],
      ['  最多 most of all', String(transitions.most)],
      ['写单位 write units', String(perTicket.writeUnits)],
      ['读单位 read units', String(perTicket.readUnits)],
      [`数据库调用 database calls (${databaseCalls} in all)`, String(perTicket.databaseCalls)],
      ['接口请求 API requests', String(perTicket.apiRequests)],
      ['函数调用 invocations', String(perTicket.invocations)],
      ['  按时巡视，与单量无关 by the clock, shared by all', String(perTicket.byTheClock)],
      ['千单价格 list price of 1,000', `$${dollarsPer1000.all.toFixed(2)}`],
      ['  不含邮件 without mail', `$${dollarsPer1000.withoutMail.toFixed(2)}`],
    ],
    pc.bold,
  );

const classification = ({ classification: { agreed, others }, tickets }: Figures): string => {
  const share = `${agreed} / ${tickets} (${Math.round((agreed / tickets) * 100)} %)`;
  const heading = `${pc.bold('关键词分类与人工一致 keyword rules agree with a person')}: ${share}`;
  if (others.length === 0) return heading;
  const rows = others.map(({ subject, expected, found }) => [clip(subject, 44), expected, found]);
  return `${heading}\n${table([{ title: '主题 subject' }, { title: '人工 person' }, { title: '规则 rules' }], rows, pc.bold)}`;
};

const wrong = ({ wrong: list }: Figures): string =>
  [
    pc.red(`${list.length} tickets ended elsewhere:`),
    ...list.map(
      ({ story, uniqueId, code, differences }) => `  ${code ?? uniqueId} “${story}”: ${differences.join('; ')}`,
    ),
  ].join('\n');

const discrepancies = ({ discrepancies: list }: Figures): string =>
  [pc.red('It does not add up:'), ...list.map((line) => `  ${line}`)].join('\n');
