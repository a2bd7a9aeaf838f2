/** The sentences of what people do with a ticket beside bringing it to its end. */
import { joined, names, quoted, type Sentences, text, within, word } from './sentences.ts';
import type { Phrase } from './words.ts';

const LINKS: Readonly<Record<string, Phrase>> = {
  related: ['相关', 'related'],
  duplicate: ['重复', 'a duplicate'],
  problem: ['根因问题', 'the problem behind it'],
  incident: ['受影响事件', 'an incident of it'],
};
const REFUSED: Readonly<Record<string, Phrase>> = {
  type: ['类型不符', 'not of that type'],
  size: ['大小不符', 'not of that size'],
  checksum: ['校验和不符', 'another checksum'],
  harmful: ['不安全', 'harmful'],
  missing: ['没有上传', 'it never came'],
};

export const DESK_SENTENCES: Sentences = {
  'ticket.tagged': (data) => {
    const [add, remove] = [names(data, 'add'), names(data, 'remove')];
    return [`标签${add && ` +${add}`}${remove && ` −${remove}`}`, `tags${add && ` +${add}`}${remove && ` −${remove}`}`];
  },
  'ticket.followed': (data) => [`关注：${text(data, 'who')}`, `${text(data, 'who')} follows it`],
  'ticket.unfollowed': (data) => [`取消关注：${text(data, 'who')}`, `${text(data, 'who')} follows it no longer`],
  'ticket.fields-set': (data) => [`填写：${names(data, 'fields')}`, `filled in: ${names(data, 'fields')}`],
  'ticket.step-taken': (data) => [
    `完成步骤 ${text(data, 'step')}${quoted(data, 'note')}`,
    `took the step ${text(data, 'step')}${quoted(data, 'note')}`,
  ],
  'ticket.macro-run': (data) => [`快捷操作 ${text(data, 'macro')}`, `ran the macro ${text(data, 'macro')}`],
  'ticket.attachment-added': (data) => {
    const name = text(within(data, 'attachment'), 'name');
    return [`添加附件 ${name}`, `attached ${name}`];
  },
  'ticket.attachment-checked': (data) =>
    data.verdict === 'clean'
      ? [`附件 ${text(data, 'id')} 检查通过`, `the file ${text(data, 'id')} may be read`]
      : joined(
          word(REFUSED, text(data, 'because')),
          (because) => `附件 ${text(data, 'id')} 被拒（${because}）`,
          (because) => `the file ${text(data, 'id')} was refused (${because})`,
        ),
  'ticket.attachment-removed': (data) => [`移除附件 ${text(data, 'id')}`, `removed the file ${text(data, 'id')}`],
  'ticket.party-asked': (data) => {
    const name = text(within(data, 'party'), 'name');
    return [`询问外部 ${name}${quoted(data, 'text')}`, `asked ${name}${quoted(data, 'text')}`];
  },
  'ticket.party-answered': (data) => [
    `外部答复${quoted(data, 'text')}`,
    `answered from outside${quoted(data, 'text')}`,
  ],
  'ticket.sub-opened': (data) => {
    const { code, title } = within(data, 'sub');
    return [
      `建子工单 ${code}“${title}”，队列 ${text(data, 'queue')}`,
      `opened the sub-ticket ${code} “${title}” in the queue ${text(data, 'queue')}`,
    ];
  },
  'ticket.sub-changed': (data) => {
    const said = quoted(within(data, 'resolution'), 'text');
    return data.done
      ? [`子工单 ${text(data, 'code')} 已解决${said}`, `the sub-ticket ${text(data, 'code')} is solved${said}`]
      : [`子工单 ${text(data, 'code')} 重开`, `the sub-ticket ${text(data, 'code')} is open again`];
  },
  'ticket.awaits': (data) => [`等待子工单：${text(data, 'subs')}`, `waits for its sub-tickets: ${text(data, 'subs')}`],
  'ticket.split': (data) => {
    const { code } = within(data, 'into');
    return [`拆出消息 #${text(data, 'seq')} → ${code}`, `the message #${text(data, 'seq')} became ${code}`];
  },
  'ticket.linked': (data) => {
    const { code, as } = within(data, 'to');
    return joined(
      word(LINKS, String(as)),
      (kind) => `关联 ${code}（${kind}）`,
      (kind) => `linked with ${code} (${kind})`,
    );
  },
  'ticket.unlinked': (data) => {
    const { code } = within(data, 'to');
    return [`取消关联 ${code}`, `no longer linked with ${code}`];
  },
  'ticket.merged': (data) => {
    const { code } = within(data, 'into');
    return [`并入 ${code}${quoted(data, 'reason')}`, `merged into ${code}${quoted(data, 'reason')}`];
  },
  'ticket.absorbed': (data) => {
    const { code } = within(data, 'from');
    return [`吸收 ${code}`, `absorbed ${code}`];
  },
  'ticket.unmerged': (data) => {
    const { code } = within(data, 'from');
    return [`撤销合并（${code}）`, `taken out of ${code} again`];
  },
  'ticket.released': (data) => {
    const { code } = within(data, 'ticket');
    return [`放回 ${code}`, `gave ${code} back`];
  },
  'ticket.revealed': (data) => [
    `查看明文：${names(data, 'fields')}${quoted(data, 'reason')}`,
    `read unmasked: ${names(data, 'fields')}${quoted(data, 'reason')}`,
  ],
  'ticket.redacted': (data) => [`抹除一处内容${quoted(data, 'reason')}`, `took something out${quoted(data, 'reason')}`],
  'ticket.erased': (data) => [
    `${text(data, 'afterDays')} 天后清除个人信息`,
    `personal data erased after ${text(data, 'afterDays')} days`,
  ],
  'ticket.legal-hold': (data) =>
    data.on
      ? [`法务保留${quoted(data, 'reason')}`, `on legal hold${quoted(data, 'reason')}`]
      : [`解除法务保留${quoted(data, 'reason')}`, `off legal hold${quoted(data, 'reason')}`],
  'ticket.link-revoked': (data) => [
    `客户链接作废${quoted(data, 'reason')}`,
    `revoked the customer's links${quoted(data, 'reason')}`,
  ],
  'ticket.rated': (data) => [
    `客户评价 ${text(data, 'stars')} 星${quoted(data, 'comment')}`,
    `the customer gave ${text(data, 'stars')} of 5 stars${quoted(data, 'comment')}`,
  ],
};
