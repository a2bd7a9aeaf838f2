/** DingTalk's custom robots with signature. https://open.dingtalk.com/document/robots/customize-robot-security-settings */
import { createHmac } from 'node:crypto';
import { objectIn, ofRobot, replyWith, type Standin, type StandinDeps, textOf } from './standin.ts';
import { openWindows } from './windows.ts';

export interface DingtalkRobot {
  /** As the policy calls it. */
  readonly name: string;
  readonly accessToken: string;
  readonly secret: string;
}

const HOUR_MS = 3_600_000;
const SHUT_OUT_MS = 600_000;
const MOST_BYTES = 20_000;

export function openDingtalk(robots: () => readonly DingtalkRobot[], { now, keep }: StandinDeps): Standin {
  const windows = openWindows(now, [{ most: 20, withinMs: 60_000 }]);
  return ({ path, body }) => {
    const told = (errcode: number, errmsg: string) => replyWith({ errcode, errmsg });
    const { pathname, searchParams } = new URL(path, 'http://provider');
    const robot = robots().find(({ accessToken }) => accessToken === searchParams.get('access_token'));
    if (pathname !== '/robot/send' || !robot) return told(300005, 'token is not exist');
    const timestamp = searchParams.get('timestamp') ?? '';
    if (!(Math.abs(now() - Number(timestamp)) <= HOUR_MS)) return told(310000, 'invalid timestamp');
    const sign = createHmac('sha256', robot.secret).update(`${timestamp}\n${robot.secret}`).digest('base64');
    if (searchParams.get('sign') !== sign) return told(310000, 'sign not match');
    if (windows.isOver(robot.accessToken)) {
      windows.shut(robot.accessToken, now() + SHUT_OUT_MS);
      return told(130101, 'send too fast, exceed 20 times per minute');
    }
    const { msgtype, markdown } = objectIn(body) ?? {};
    if (msgtype !== 'markdown') return told(400105, 'unsupported msgtype');
    const [title, text] = [textOf(markdown?.title), textOf(markdown?.text)];
    if (title === undefined || text === undefined) return told(40035, '缺少参数 markdown');
    if (Buffer.byteLength(body) > MOST_BYTES) return told(460101, 'message too long, exceed 20000 bytes');
    keep(ofRobot('dingtalk', robot.name, title, text));
    return told(0, 'ok');
  };
}
