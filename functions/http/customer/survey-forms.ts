/** The pages of surveys and of what customers want to hear. */
import { STATUS } from '../../../contracts/problem.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import { answerSurvey, type OpenSurvey, readSurvey } from '../../../core/usecases/answer-survey.ts';
import { type ProfilePorts, readCustomer, wishOfCustomer } from '../../../core/usecases/profile-changes.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import type { Answer } from '../../shared/door.ts';
import { PAGE_HEADERS } from '../../shared/page-headers.ts';
import { Rejected } from '../../shared/rejected.ts';
import type { Notice } from './page.ts';
import type { PageCall } from './page-call.ts';
import { from, type SurveyPorts, surveyView } from './survey.ts';
import { customerByWish, surveyBy } from './survey-links.ts';
import { surveyPage } from './survey-page.ts';
import { wishesPage } from './wishes-page.ts';

export interface SurveyPagePorts extends SurveyPorts, Pick<ProfilePorts, 'profiles' | 'contacts'> {}

type PageHandler = (call: PageCall) => Promise<Answer>;

const page = (text: string, status = 200): Answer => ({ status, headers: PAGE_HEADERS, body: undefined, text });
/** See other: to load the page again sends nothing again. */
const seeOther = (location: string): Answer => ({
  ...{ status: 303, headers: { ...PAGE_HEADERS, location }, body: undefined, text: '' },
});

const THANKS = { zh: '感谢您的评价！', en: 'Thank you for your rating!' } as const;
const SAVED = { zh: '已保存。', en: 'Saved.' } as const;

/** What a refusal says to a customer. */
const SAID: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'already-rated': {
    zh: '您已经评价过了，谢谢！每次解决只能评价一次。',
    en: 'You have rated this already. Thank you: it is done once.',
  },
  'unknown-reason': { zh: '选项已变化，请重新选择。', en: 'The choices have changed: please choose again.' },
  'unknown-article': { zh: '选项已变化，请重新选择。', en: 'The choices have changed: please choose again.' },
};
const ELSE = { zh: '没有成功，请稍后再试。', en: 'That did not work. Please try again later.' } as const;

export const surveyForms = (
  ports: SurveyPagePorts & ProfilePorts,
): Readonly<Record<'showSurvey' | 'sendSurvey' | 'showWishes' | 'sendWishes', PageHandler>> => {
  const shown = async (
    call: PageCall,
    survey: OpenSurvey | Refused,
    notice?: (language: Language) => Notice,
    status?: number,
  ): Promise<Answer> => {
    const link = call.path.link as string;
    // Of a survey that is over there is nothing to show.
    if (isRefused(survey)) throw new Rejected(survey.refused as 'survey-void', survey.detail);
    const view = surveyView(survey, await surveyBy(ports, link), call.query.lang);
    return page(surveyPage(view, { link, ...(notice && { notice: notice(view.language) }) }), status);
  };
  const showSurvey: PageHandler = async (call) => {
    const { id } = await surveyBy(ports, call.path.link as string);
    const { done } = call.query as { readonly done?: string };
    const thanks = (language: Language): Notice => ({ kind: 'note', text: THANKS[language] });
    return shown(call, await readSurvey(ports, id), done === undefined ? undefined : thanks);
  };
  const sendSurvey: PageHandler = async (call) => {
    const link = call.path.link as string;
    const { id } = await surveyBy(ports, link);
    const survey = await readSurvey(ports, id);
    if (isRefused(survey)) return shown(call, survey);
    const answered = await answerSurvey(ports, { id, answer: answerOf(call.body, survey), ...from(call) });
    const lang = call.query.lang ? `&lang=${call.query.lang}` : '';
    if (!isRefused(answered)) return seeOther(`/s/${link}?done=sent${lang}`);
    const why = (language: Language): Notice => ({
      kind: 'wrong',
      text: (SAID[answered.refused] ?? ELSE)[language],
    });
    return shown(call, await readSurvey(ports, id), why, STATUS[answered.refused]);
  };

  const wishes = async (call: PageCall, customer: string, saved: boolean): Promise<Answer> => {
    const link = call.path.link as string;
    const { profile, wish } = await readCustomer(ports, customer);
    const { preferred } = wish;
    const language = call.query.lang ?? profile.language ?? 'zh';
    const notice = saved ? { notice: { kind: 'note', text: SAVED[language] } as const } : {};
    const channel = preferred === 'mail' || preferred === 'sms' ? preferred : 'any';
    return page(wishesPage({ surveys: profile.unsubscribedAt === undefined, channel }, { link, language, ...notice }));
  };
  return {
    showSurvey,
    sendSurvey,
    showWishes: async (call) => {
      const { done } = call.query as { readonly done?: string };
      return wishes(call, await customerByWish(ports, call.path.link as string), done !== undefined);
    },
    sendWishes: async (call) => {
      const link = call.path.link as string;
      const customer = await customerByWish(ports, link);
      const changed = await wishOfCustomer(ports, customer, wishOf(call.body));
      if (isRefused(changed)) throw new Rejected(changed.refused as 'conflicting-changes', changed.detail);
      const lang = call.query.lang ? `&lang=${call.query.lang}` : '';
      // A mail reader shows nothing to anybody, and must not be sent elsewhere (RFC 8058).
      return 'List-Unsubscribe' in (call.body as object) && call.query.lang === undefined
        ? { headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' }, body: undefined, text: SAVED.zh }
        : seeOther(`/u/${link}?done=saved${lang}`);
    },
  };
};

interface Sent {
  readonly stars: 1 | 2 | 3 | 4 | 5;
  readonly reasons: readonly string[];
  readonly comment?: string;
  /** By the place of the article. */
  readonly useful: Readonly<Record<string, boolean>>;
}

const answerOf = (sent: Sent, { articles }: OpenSurvey) => ({
  ...sent,
  useful: Object.fromEntries(
    Object.entries(sent.useful).map(([at, useful]) => [articles[Number(at)] ?? `#${at}`, useful]),
  ),
});

type Wished =
  | { readonly channel: 'any' | 'mail' | 'sms'; readonly surveys?: 'on' }
  | { readonly 'List-Unsubscribe': string };

const wishOf = (body: Wished): Parameters<typeof wishOfCustomer>[2] =>
  'channel' in body ? { surveys: body.surveys !== undefined, channel: body.channel } : { surveys: false };
