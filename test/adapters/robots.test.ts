import { beforeEach, describe, expect, it } from 'vitest';
import { cutToBytes, withoutCalls } from '../../adapters/robots/robot.ts';
import { openDingtalk } from '../../local/standins/dingtalk.ts';
import { openFeishu } from '../../local/standins/feishu.ts';
import type { Standin, StandinDeps } from '../../local/standins/standin.ts';
import { openWecom } from '../../local/standins/wecom.ts';
import { type Desk, newDesk, robot, SECRETS, TEXT } from '../standins/desk.ts';
import { type Served, saying, serve } from '../standins/serve.ts';

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
});

type Kind = 'wecom' | 'dingtalk' | 'feishu';
const KINDS: Record<Kind, { secret: Record<string, string>; open: (secret: any, deps: StandinDeps) => Standin }> = {
  wecom: {
    secret: { key: SECRETS.wecom },
    open: (secret, deps) => openWecom(() => [{ name: 'wecom', ...secret }], deps),
  },
  dingtalk: {
    secret: { accessToken: SECRETS.token, secret: SECRETS.dingtalk },
    open: (secret, deps) => openDingtalk(() => [{ name: 'dingtalk', ...secret }], deps),
  },
  feishu: {
    secret: { token: SECRETS.hook, secret: SECRETS.feishu },
    open: (secret, deps) => openFeishu(() => [{ name: 'feishu', ...secret }], deps),
  },
};

const start = async (kind: Kind): Promise<Served> => {
  const { secret, open } = KINDS[kind];
  const served = await serve(open(secret, desk.deps));
  desk.stored.set(`gongdan/robot/${kind}`, { ...secret, baseUrl: `${served.url}/` });
  desk.open({});
  return served;
};

describe.each(['wecom', 'dingtalk', 'feishu'] as const)('a robot of %s', (kind) => {
  it('says title and markdown in its group, signed', async () => {
    await using _ = await start(kind);
    expect(await desk.channel.send(robot(kind))).toEqual({ sent: true });
    expect(desk.kept).toMatchObject([{ channel: 'robot', provider: kind, to: [kind], subject: '红牌 K7PQ2M3X' }]);
    expect(desk.kept[0]?.text).toContain(`**${TEXT}**`);
  });

  it('calls nobody whom the text calls', async () => {
    await using _ = await start(kind);
    const markdown = '客户写道：<@all> <at id=all></at> <AT user_id="all">';
    expect(await desk.channel.send({ ...robot(kind), title: '<at id=all>', markdown })).toEqual({ sent: true });
    expect(desk.kept[0]?.text).not.toMatch(/<(@|\/?at)/i);
  });

  it('is heard when the text is longer than the chat takes', async () => {
    await using _ = await start(kind);
    expect(await desk.channel.send({ ...robot(kind), markdown: '长'.repeat(20_000) })).toEqual({ sent: true });
    expect(desk.kept[0]?.text.endsWith('长…')).toBe(true);
  });

  it('refuses with a secret that is not its own', async () => {
    await using _ = await start(kind);
    const wrong = Object.fromEntries(Object.keys(KINDS[kind].secret).map((field) => [field, 'wrong']));
    const stored = desk.stored.get(`gongdan/robot/${kind}`);
    desk.stored.set(`gongdan/robot/${kind}`, { ...stored, ...wrong });
    await expect(desk.channel.send(robot(kind))).rejects.toMatchObject({ reason: 'credentials' });
    desk.stored.set(`gongdan/robot/${kind}`, { ...stored, ...('secret' in wrong && { secret: 'wrong' }) });
    desk.nowMs += 300_000;
    const second = desk.channel.send(robot(kind)); // its address is right, its signature is not
    if (kind === 'wecom') expect(await second).toEqual({ sent: true });
    else await expect(second).rejects.toMatchObject({ reason: 'credentials' });
  });

  it('refuses at a clock that is hours off', async () => {
    await using served = await start(kind);
    const { send } = desk.channel;
    await send(robot(kind));
    const [first] = served.requests;
    desk.nowMs += 2 * 3600_000;
    const late = await fetch(served.url + first?.path, { method: 'POST', body: String(first?.body) });
    const { errcode, code } = (await late.json()) as { errcode?: number; code?: number };
    expect(errcode ?? code).toBe({ wecom: 0, dingtalk: 310000, feishu: 19021 }[kind]); // WeCom signs nothing
  });

  it('stays below what the chat takes, and is never told so', async () => {
    await using served = await start(kind);
    const [most, withinMs] = kind === 'feishu' ? [5, 1000] : [20, 60_000];
    const sendAll = (count: number) =>
      Promise.allSettled(Array.from({ length: count }, () => desk.channel.send(robot(kind))));
    const burst = await sendAll(most + 3);
    expect(burst.filter(({ status }) => status === 'fulfilled')).toHaveLength(most);
    expect(burst.at(-1)).toMatchObject({ reason: { name: 'Throttled', retryAfterS: withinMs / 1000 } });
    expect(desk.kept).toHaveLength(most);
    desk.nowMs += withinMs;
    expect(await desk.channel.send(robot(kind))).toEqual({ sent: true });
    expect(served.requests).toHaveLength(most + 1);
  });

  it('keeps quiet as long as it is told to', async () => {
    await using served = await start(kind);
    served.instead = saying(
      { wecom: { errcode: 45009 }, dingtalk: { errcode: 130101 }, feishu: { code: 11232 } }[kind],
    );
    const waitS = kind === 'dingtalk' ? 600 : 60;
    const throttled = { name: 'Throttled', retryAfterS: waitS };
    await expect(desk.channel.send(robot(kind))).rejects.toMatchObject(throttled);
    served.instead = undefined;
    desk.nowMs += 1000;
    await expect(desk.channel.send(robot(kind))).rejects.toMatchObject({ ...throttled, retryAfterS: waitS - 1 });
    desk.nowMs += (waitS - 1) * 1000;
    expect(await desk.channel.send(robot(kind))).toEqual({ sent: true });
    expect(served.requests).toHaveLength(2);
  });

  it('is not set up when the policy or the secrets do not know it', async () => {
    await using served = await start(kind);
    expect(await desk.channel.send(robot('toString'))).toEqual({ refused: 'unknown', detail: 'not-set-up' });
    desk.stored.clear();
    expect(await desk.channel.send(robot(kind))).toEqual({ refused: 'unknown', detail: 'not-set-up' });
    expect(served.requests).toEqual([]);
  });
});

describe('what a chat says with a status of 200', () => {
  it.each([
    ['wecom', { errcode: 40058, errmsg: 'exceed max length' }, { refused: 'content', detail: '40058' }],
    ['dingtalk', { errcode: 310000, errmsg: 'keywords not in content' }, { refused: 'content', detail: '310000' }],
    ['dingtalk', { errcode: 400013, errmsg: '群已被解散' }, { refused: 'address', detail: '400013' }],
    ['feishu', { code: 19024, msg: 'Key Words Not Found' }, { refused: 'content', detail: '19024' }],
    ['feishu', { StatusCode: 0, StatusMessage: 'success' }, { sent: true }],
  ] as const)('%s, %j: is for good', async (kind, answer, expected) => {
    await using served = await start(kind);
    served.instead = saying(answer);
    expect(await desk.channel.send(robot(kind))).toEqual(expected);
  });

  it.each([
    ['wecom', { errcode: -1, errmsg: '系统繁忙' }, { reason: 'busy' }],
    ['wecom', { errcode: 93000, errmsg: 'invalid webhook url' }, { reason: 'credentials' }],
    ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, { reason: 'credentials' }],
    ['dingtalk', { errcode: -1 }, { reason: 'busy' }],
    ['feishu', { code: 19022, msg: 'Ip Not Allowed' }, { reason: 'account' }],
    ['feishu', { code: SECRETS.feishu }, { reason: 'garbage', message: expect.not.stringContaining(SECRETS.feishu) }],
    ['feishu', { hello: 1 }, { reason: 'garbage', isUncertain: true }],
  ] as const)('%s, %j: may go another time', async (kind, answer, expected) => {
    await using served = await start(kind);
    served.instead = saying(answer);
    await expect(desk.channel.send(robot(kind))).rejects.toMatchObject(expected);
  });
});

describe('texts for robots', () => {
  it('are cut by bytes, between letters', () => {
    expect(cutToBytes('工单', 6)).toBe('工单');
    expect(cutToBytes('工单处理', 11)).toBe('工单…');
    expect(cutToBytes('😀😀', 7)).toBe('😀…');
  });

  it('keep what calls nobody', () => {
    const harmless =
      '> 引用 **粗** [链接](https://example.cn) <font color="warning">黄</font> a@b.cn x < atlas <attribute>';
    expect(withoutCalls(harmless)).toBe(harmless);
  });
});
