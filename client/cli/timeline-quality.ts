/** What happens between the agent's "solved" and the customer's, in words. */
import { type Data, quoted, type Sentences, text, within } from './sentences.ts';
import type { Phrase } from './words.ts';

const scored = (data: Data): string => (data.score === undefined ? '' : ` ${text(data, 'score')}`);

const ONWARD: Readonly<Record<string, (onward: Data) => Phrase>> = {
  approval: (onward) => {
    const stages = within(onward, 'approval').stages;
    const names = Array.isArray(stages) ? stages.map((stage: Data) => text(stage, 'name')).join(', ') : '';
    return [`，待审批（${names}）`, `; to be approved (${names})`];
  },
  review: (onward) => {
    const reviewer = text(within(onward, 'sampled'), 'reviewer');
    return [`，待质检${reviewer && `（${reviewer}）`}`, `; to be reviewed${reviewer && ` by ${reviewer}`}`];
  },
  closing: (onward) =>
    within(onward, 'sampled').full === undefined
      ? ['，不抽检', '; not chosen for a review']
      : ['，质检员已满，不抽检', '; no reviewer had room'],
};

const onwardOf = (data: Data): Phrase => {
  const onward = within(data, 'onward');
  return ONWARD[text(onward, 'next')]?.(onward) ?? ['', ''];
};

const both = (zh: string, en: string, [moreZh, moreEn]: Phrase): Phrase => [`${zh}${moreZh}`, `${en}${moreEn}`];

/** Of a review that the reader is asked to make, too. */
const HIDDEN: Phrase = ['质检完成（您背靠背质检后可见）', 'reviewed; shown once you have said what you find'];

export const QUALITY_SENTENCES: Sentences = {
  'ticket.resolved': (data) =>
    both(
      `解决：${text(data, 'code')}${quoted(data, 'text')}`,
      `resolved: ${text(data, 'code')}${quoted(data, 'text')}`,
      onwardOf(data),
    ),
  'ticket.approval-requested': (data) =>
    both('审批内容有变，先前的审批作废', 'what was to be approved has changed: what was given is void', onwardOf(data)),
  'ticket.approved': (data) =>
    both(
      `同意 ${text(data, 'stage')}${quoted(data, 'remarks')}`,
      `approved ${text(data, 'stage')}${quoted(data, 'remarks')}`,
      onwardOf(data),
    ),
  'ticket.approval-rejected': (data) => [`审批驳回${quoted(data, 'reason')}`, `rejected${quoted(data, 'reason')}`],
  'ticket.approval-question': (data) => [`审批询问${quoted(data, 'text')}`, `asked back${quoted(data, 'text')}`],
  'ticket.approval-answered': (data) => [`答复审批询问${quoted(data, 'text')}`, `answered${quoted(data, 'text')}`],
  'ticket.approval-reminded': (data) =>
    data.of === 'question'
      ? ['提醒答复审批询问', 'reminded of the question of an approver']
      : [`提醒审批 ${text(data, 'stage')}`, `reminded those who approve ${text(data, 'stage')}`],
  'ticket.approval-late': (data) => [`审批超时 ${text(data, 'stage')}`, `the approval ${text(data, 'stage')} is late`],
  'ticket.approval-withdrawn': (data) =>
    data.unanswered === undefined
      ? [`撤回${quoted(data, 'reason')}`, `withdrawn${quoted(data, 'reason')}`]
      : ['审批询问未答复，退回处理', 'came back: the question of the approver was not answered'],
  'ticket.reviewed': (data) => {
    if (data.hidden !== undefined) return HIDDEN;
    const [score, remarks] = [scored(data), quoted(data, 'remarks')];
    if (data.verdict === 'pass') return [`质检通过${score}${remarks}`, `review passed${score}${remarks}`];
    const to = within(within(data, 'to'), 'assignee').id;
    const whom: Phrase =
      data.expert === true ? ['，转专家', ', to the experts'] : to ? [`，交给 ${to}`, `, to ${to}`] : ['', ''];
    return both(`质检退回重处理${score}${remarks}`, `review sent it back${score}${remarks}`, whom);
  },
  'ticket.rework-late': () => ['退回后超时未完成', 'what was sent back is late'],
  'ticket.disputed': (data) =>
    data.hidden === undefined
      ? [
          `申诉质检 #${text(data, 'review')}${quoted(data, 'reason')}`,
          `disputed the review #${text(data, 'review')}${quoted(data, 'reason')}`,
        ]
      : HIDDEN,
  'ticket.dispute-decided': (data) => {
    if (data.hidden !== undefined) return HIDDEN;
    const [seq, more] = [text(data, 'review'), `${scored(data)}${quoted(data, 'remarks')}`];
    return data.upheld
      ? [`维持质检 #${seq}${more}`, `the review #${seq} stands${more}`]
      : [`更正质检 #${seq}${more}`, `the review #${seq} was wrong${more}`];
  },
  'ticket.calibrated': (data) => {
    const verdict: Phrase = data.verdict === 'pass' ? ['通过', 'passes'] : ['退回', 'sends it back'];
    const [seq, more] = [text(data, 'review'), `${scored(data)}${quoted(data, 'remarks')}`];
    return [`背靠背质检 #${seq}：${verdict[0]}${more}`, `a second look, beside #${seq}, ${verdict[1]}${more}`];
  },
};
