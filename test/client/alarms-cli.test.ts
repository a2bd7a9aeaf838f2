/** The commands of alarms against the functions that serve them; the alarm is raised by the schedule's own function. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { request } from '../functions/support/desk.ts';
import { serveDesk, tokenOf } from './desk-server.ts';

let served: Awaited<ReturnType<typeof serveDesk>>;
beforeAll(async () => {
  served = await serveDesk();
});
afterAll(() => served.close());

const LUO = tokenOf('agt_luo', 'supervisor');

const cli = async (token: string, ...args: string[]) => {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const code = await run(['--url', served.url, ...args], {
    env: { GONGDAN_TOKEN: token },
    ...{ out: say, err: say, colours: false, timeZone: 'Asia/Shanghai', readFile: () => '' },
  });
  return [code, said.join('\n')] as const;
};
const rows = (text: string): string[][] => text.split('\n').map((line) => line.split(/ {2,}/));

it('lists the alarms of the policy, acknowledges one that is on, and says who has', async () => {
  const { desk } = served;
  const watch = (await import('../../functions/schedules/watch-desk.ts')).handler;
  const [, calm] = await cli(LUO, '--lang', 'zh', 'alarms');
  expect(rows(calm)).toEqual([
    ['名称', '告警', '状态', '触发', '确认', '数量', '队列', '工单'],
    ['urgent-untouched', '紧急工单无人处理', '从未触发', '–', '–', '–', '–'],
    ['many-urgent-waiting', '紧急工单积压', '从未触发', '–', '–', '–', '–'],
    ['queue-red', '队列持续过载', '从未触发', '–', '–', '–', '–'],
  ]);
  expect(await cli(LUO, 'alarms', 'acknowledge', 'queue-red')).toEqual([
    1,
    expect.stringContaining('[alarm-not-found]'),
  ]);

  const opened = await desk.open(request('late', { subject: '订单超时未派送', category: undefined }));
  desk.wait(600);
  await watch({}, { awsRequestId: 'turn' });
  const [code, seen] = await cli(LUO, '--lang', 'en', 'alarms', 'acknowledge', 'urgent-untouched', '--note', 'on it');
  expect(code).toBe(0);
  expect(rows(seen)[1]).toEqual([
    ...['urgent-untouched', 'An urgent ticket that nobody touches', 'on', '03-02 09:10', 'agt_luo 03-02 09:10'],
    ...['1', 'logistics', opened.body.code],
  ]);
  const [, listed] = await cli(LUO, 'alarms', '--json');
  expect(JSON.parse(listed)[0]).toMatchObject({
    on: true,
    episode: { acknowledged: { by: 'agt_luo', note: 'on it' } },
  });
  expect(await cli(LUO, 'alarms', 'acknowledge', 'urgent-untouched')).toEqual([
    ...[1, expect.stringContaining('agt_luo has acknowledged this alarm already. [nothing-to-acknowledge]')],
  ]);
});

it('refuses those who lead nobody, and a name that is none', async () => {
  const agent = tokenOf('agt_lin', 'agent');
  expect(await cli(agent, 'alarms', 'acknowledge', 'urgent-untouched')).toEqual([
    1,
    expect.stringContaining('[not-permitted]'),
  ]);
  expect(await cli(LUO, 'alarms', 'acknowledge', 'No Name')).toEqual([1, expect.stringContaining('[invalid-request]')]);
  expect((await cli(agent, 'alarms'))[0]).toBe(0);
});
