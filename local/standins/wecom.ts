/** WeCom's group robots. https://developer.work.weixin.qq.com/document/path/91770 */
import { objectIn, ofRobot, replyWith, type Standin, type StandinDeps, textOf } from './standin.ts';
import { openWindows } from './windows.ts';

export interface WecomRobot {
  /** As the policy calls it. */
  readonly name: string;
  readonly key: string;
}

const MOST_BYTES = 4096;

export function openWecom(robots: () => readonly WecomRobot[], { now, keep }: StandinDeps): Standin {
  const windows = openWindows(now, [{ most: 20, withinMs: 60_000 }]);
  return ({ path, body }) => {
    const told = (errcode: number, errmsg: string) => replyWith({ errcode, errmsg });
    const { pathname, searchParams } = new URL(path, 'http://provider');
    const robot = robots().find(({ key }) => key === searchParams.get('key'));
    if (pathname !== '/cgi-bin/webhook/send' || !robot) return told(93000, 'invalid webhook url');
    const { msgtype, markdown } = objectIn(body) ?? {};
    if (msgtype !== 'markdown') return told(40008, 'invalid message type');
    const content = textOf(markdown?.content);
    if (content === undefined) return told(44004, 'empty content');
    if (Buffer.byteLength(content) > MOST_BYTES) return told(40058, 'markdown.content exceed max length 4096');
    if (windows.isOver(robot.key)) return told(45009, 'api freq out of limit');
    keep(ofRobot('wecom', robot.name, /^#+ (.*)/.exec(content)?.[1] ?? '', content));
    return told(0, 'ok');
  };
}
