/** What people are told of a form that cannot be taken. Never the value itself: it may be personal. */
import type { Titles } from '../vocabulary.ts';
import type { Field, FieldProblem, ProblemCode } from './form.ts';

interface Subject {
  readonly name: string;
  readonly title?: Titles;
  readonly type?: Field['type'];
}

/** What is wrong with a field, step or code; `about` has its name and, where the policy knows it, what people read of it. */
export const problem = (about: Subject, code: ProblemCode): FieldProblem => {
  const { zh, en } = WORDS[code](about);
  const title = about.title ?? { zh: about.name, en: about.name };
  return { field: about.name, code, zh: `${title.zh}：${zh}`, en: `${title.en}: ${en}` };
};

/** The bounds that a field of its type has. */
interface Bounds {
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly options?: readonly { readonly name: string; readonly title: Titles }[];
}

const same = (zh: string, en: string) => () => ({ zh, en });
const bounded = (words: (bounds: Bounds) => Titles) => (about: Subject) => words(about as Bounds);

const KINDS: Readonly<Record<Field['type'], Titles>> = {
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  money: { zh: '金额，最多两位小数', en: 'an amount with at most two decimals' },
  date: { zh: '日期，如 2026-11-22', en: 'a date such as 2026-11-22' },
  choice: { zh: '选项之一', en: 'one of the options' },
  orderNumber: { zh: '订单号', en: 'an order number' },
  trackingNumber: { zh: '运单号', en: 'a tracking number' },
  phone: { zh: '电话号码', en: 'a phone number' },
  photo: { zh: '已上传的图片（att_…）', en: 'an uploaded photo (att_…)' },
};

const wanted = ({ type = 'text' }: Subject): Titles => KINDS[type];

const WORDS: Readonly<Record<ProblemCode, (about: Subject) => Titles>> = {
  missing: same('必填', 'it is required'),
  'unknown-field': same('此类问题的表单没有这一项', 'the form of this category has no such field'),
  'wrong-type': (about) => ({ zh: `请填写${wanted(about).zh}`, en: `write ${wanted(about).en}` }),
  'wrong-form': (about) =>
    about.type === 'text'
      ? { zh: '格式不对', en: 'it does not have the form that is asked for' }
      : { zh: `请填写${wanted(about).zh}`, en: `write ${wanted(about).en}` },
  'not-an-option': bounded(({ options = [] }) => ({
    zh: `请选择：${options.map(({ name, title }) => `${title.zh}（${name}）`).join('、')}`,
    en: `choose one of ${options.map(({ name, title }) => `${title.en} (${name})`).join(', ')}`,
  })),
  'too-short': bounded(({ minLength }) => ({ zh: `至少 ${minLength} 个字`, en: `at least ${minLength} characters` })),
  'too-long': bounded(({ maxLength }) => ({ zh: `最多 ${maxLength} 个字`, en: `at most ${maxLength} characters` })),
  'too-small': bounded(({ min }) => ({ zh: `不能小于 ${min}`, en: `not below ${min}` })),
  'too-large': bounded(({ max }) => ({ zh: `不能大于 ${max}`, en: `not above ${max}` })),
  'too-precise': (about) =>
    about.type === 'money'
      ? { zh: '最多两位小数', en: 'at most two decimals' }
      : { zh: '请填写整数', en: 'write a whole number' },
  'unknown-code': same('规则里没有这个代码', 'the rules of the desk have no such code'),
  'unknown-step': same('此类问题的检查清单没有这一步', 'the checklist of this category has no such step'),
  'step-missing': same('这一步还没有完成', 'this step has not been taken yet'),
  'evidence-missing': same('请附上凭证', 'attach what shows it'),
  'unknown-input': same('这个快捷操作不需要它', 'the macro does not ask for it'),
  'not-for-category': same('不适用于此类问题', 'it is not for this category'),
  unavailable: same('这张工单没有这项内容', 'this ticket has no such thing to tell'),
};
