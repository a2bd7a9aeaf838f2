/** Who opens the link of a survey, or of what they want to hear. */
import type { Time } from '../../../core/ports.ts';
import { Rejected } from '../../shared/rejected.ts';
import { type LinkedSurvey, readSurveyLink, readUnsubscribeLink } from '../../shared/survey-links.ts';

interface LinkPorts {
  readonly keys: { tracking(): Promise<string> };
  readonly time: Pick<Time, 'now'>;
}

const NOT_VALID = 'This link leads nowhere. Open it as it was sent to you. 链接无效，请按收到的原样打开。';
const EXPIRED = 'It is too late to answer. Thank you all the same. 评价时间已过，谢谢您的关注。';

export const surveyBy = async ({ keys, time }: LinkPorts, link: string): Promise<LinkedSurvey> => {
  const survey = readSurveyLink(await keys.tracking(), link);
  if (!survey) throw new Rejected('link-not-valid', NOT_VALID);
  if (survey.expiresAt <= time.now()) throw new Rejected('link-expired', EXPIRED);
  return survey;
};

/** The customer's id. */
export const customerByWish = async ({ keys }: Pick<LinkPorts, 'keys'>, link: string): Promise<string> => {
  const customer = readUnsubscribeLink(await keys.tracking(), link);
  if (customer === undefined) throw new Rejected('link-not-valid', NOT_VALID);
  return customer;
};
