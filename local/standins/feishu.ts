/** Feishu's custom bots with signature. https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
import { createHmac } from 'node:crypto';
import { objectIn, ofRobot, replyWith, type Standin, type StandinDeps, textOf } from './standin.ts';
import { openWindows } from './windows.ts';

export interface FeishuRobot {
  /** As the policy calls it. */
  readonly name: string;
  readonly token: string;
  readonly secret: string;
}

const HOUR_S = 3600;
const MOST_BYTES = 20 * 1024;

export function openFeishu(robots: () => readonly FeishuRobot[], { now, keep }: StandinDeps): Standin {
  const windows = openWindows(now, [
    { most: 100, withinMs: 60_000 },
    { most: 5, withinMs: 1000 },
  ]);
  return ({ path, body }) => {
    const told = (code: number, msg: string) => replyWith({ code, msg, data: {} });
    const [, token] = /^\/open-apis\/bot\/v2\/hook\/([^/?]+)$/.exec(path) ?? [];
    const robot = robots().find((each) => token !== undefined && each.token === decodeURIComponent(token));
    if (!robot) return told(19001, 'param invalid: incoming webhook access token invalid');
    if (Buffer.byteLength(body) > MOST_BYTES) return told(9499, 'Bad Request');
    const { timestamp, sign, msg_type, card } = objectIn(body) ?? {};
    const isSigned =
      typeof timestamp === 'string' &&
      Math.abs(now() / 1000 - Number(timestamp)) <= HOUR_S &&
      sign === createHmac('sha256', `${timestamp}\n${robot.secret}`).update(Buffer.alloc(0)).digest('base64');
    if (!isSigned) return told(19021, 'sign match fail or timestamp is not within one hour from current time');
    if (windows.isOver(robot.token)) return told(11232, 'frequency limited');
    const title = textOf(card?.header?.title?.content);
    const text = textOf(card?.elements?.[0]?.content);
    if (
      msg_type !== 'interactive' ||
      card?.elements?.[0]?.tag !== 'markdown' ||
      title === undefined ||
      text === undefined
    )
      return told(19002, 'params error, msg_type need');
    keep(ofRobot('feishu', robot.name, title, text));
    return replyWith({ StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' });
  };
}
