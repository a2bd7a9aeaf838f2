/** What customers are asked and answer, as JSON for apps. */
import type { SurveyView } from '../../../contracts/survey-views.ts';
import { namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { Answer as SurveyAnswer } from '../../../core/domain/survey/survey.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import { type AnswerPorts, answerSurvey, type OpenSurvey, readSurvey } from '../../../core/usecases/answer-survey.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Call, Handler } from '../../shared/door.ts';
import type { LinkedSurvey } from '../../shared/survey-links.ts';
import { surveyBy } from './survey-links.ts';

export interface SurveyPorts extends AnswerPorts {
  readonly keys: { tracking(): Promise<string> };
}

export const surveyView = (
  { ticket, reasons, articles, stars }: OpenSurvey,
  { expiresAt }: LinkedSurvey,
  language: Language | undefined,
): SurveyView => ({
  ...{
    code: ticket.code,
    language: language ?? ticket.language,
    subject: maskText(ticket.subject, namesOf(ticket)),
    expiresAt,
  },
  ...{ reasons: [...reasons], articles: [...articles] },
  ...(stars !== undefined && { stars }),
});

export const surveyHandlers = (ports: SurveyPorts) => {
  const read: Handler<'readSurvey'> = async ({ path, query }) => {
    const linked = await surveyBy(ports, path.link);
    const survey = await readSurvey(ports, linked.id);
    return isRefused(survey) ? survey : { body: surveyView(survey, linked, query.lang) };
  };
  const answer: Handler<'answerSurvey'> = async (call) => {
    const { id } = await surveyBy(ports, call.path.link);
    const answered = await answerSurvey(ports, { id, answer: answerOf(call.body), ...from(call) });
    return isRefused(answered) ? answered : { body: answered };
  };
  return { readSurvey: read, answerSurvey: answer };
};

export const from = ({ correlation, from: address }: Pick<Call, 'correlation' | 'from'>) => ({
  correlation,
  ...(address !== undefined && { from: address }),
});

const answerOf = ({ stars, reasons = [], comment, useful = {} }: Call<'answerSurvey'>['body']): SurveyAnswer => ({
  ...{ stars, reasons, useful },
  ...(comment !== undefined && { comment }),
});
