/** What somebody outside is asked; the question itself stands on the page that the link opens, and nowhere else. */
import type { Template } from './template.ts';

export const asked = (): Template => ({
  zh: (t) => [
    `需要您协助回复（工单 ${t.code}）`,
    '您好，',
    '我们在处理一个客户问题时需要您的协助。请打开下面的链接查看问题并直接回复，不需要账号：',
    t.link,
  ],
  en: (t) => [
    `We need your answer (ticket ${t.code})`,
    'Hello,',
    'we need your help with the request of a customer. The link shows what we ask; you can answer there, without an account:',
    t.link,
  ],
});
