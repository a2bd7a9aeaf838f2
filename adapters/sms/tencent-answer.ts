/** What Tencent Cloud's answers to SendSms mean. https://cloud.tencent.com/document/api/382/59177 · https://cloud.tencent.com/document/api/382/55981 */
import { type SendResult, Throttled } from '../../core/ports-notices.ts';
import type { ProviderAnswer } from '../http/call-provider.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';

const ADDRESS = new Set([
  'InvalidParameterValue.IncorrectPhoneNumber',
  'FailedOperation.PhoneNumberInBlacklist',
  'UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber',
  'UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone',
  'UnsupportedOperation.GlobalTemplateToChineseMainlandPhone',
]);
const CONTENT =
  /^(FailedOperation\.(ContainSensitiveWord|SignatureIncorrectOrUnapproved|Template|MarketingSend|MissingTemplate)|InvalidParameterValue\.(ContentLength|Template|SignNotExist|Prohibited)|MissingParameter)/;
/** Seconds; of the others of their kind a minute. */
const LATER: Readonly<Record<string, number>> = {
  'LimitExceeded.PhoneNumberThirtySecondLimit': 30,
  'LimitExceeded.PhoneNumberOneHourLimit': 3600,
  'LimitExceeded.PhoneNumberDailyLimit': 3600,
  'LimitExceeded.PhoneNumberSameContentDailyLimit': 3600,
  'LimitExceeded.AppDailyLimit': 3600,
  'LimitExceeded.AppMainlandChinaDailyLimit': 3600,
  'LimitExceeded.AppGlobalDailyLimit': 3600,
};
const CREDENTIALS = /^(AuthFailure\.(?!Unauthorized)|InternalError\.Sig)/;
const ACCOUNT =
  /^(AuthFailure\.Unauthorized|UnauthorizedOperation|IpInBlacklist|IpNotInWhitelist|FailedOperation\.InsufficientBalance|InvalidParameterValue\.SdkAppIdNotExist)/;

const PROVIDER = 'tencent';

/** Throws Throttled or ProviderFault for what may go another time. */
export const readTencent = ({ json }: ProviderAnswer): SendResult => {
  const { Error: refusal, SendStatusSet: all } = fieldsOf(json.Response);
  const status = fieldsOf(Array.isArray(all) ? all[0] : undefined);
  const code = shownCode(refusal === undefined ? status.Code : fieldsOf(refusal).Code);
  if (refusal === undefined && code === 'Ok') {
    const id = status.SerialNo;
    return typeof id === 'string' && id !== '' ? { sent: true, id } : { sent: true };
  }
  if (ADDRESS.has(code)) return { refused: 'address', detail: code };
  if (CONTENT.test(code)) return { refused: 'content', detail: code };
  if (/^(Request)?LimitExceeded/.test(code)) throw new Throttled(`${PROVIDER}: ${code}`, laterOf(code));
  if (CREDENTIALS.test(code)) throw new ProviderFault(PROVIDER, 'credentials', code);
  if (ACCOUNT.test(code)) throw new ProviderFault(PROVIDER, 'account', code);
  if (/^(FailedOperation|InvalidParameterValue|UnsupportedOperation)\./.test(code))
    return { refused: 'unknown', detail: code };
  // An InternalError.Timeout may be out.
  throw new ProviderFault(PROVIDER, code === 'no code' ? 'garbage' : 'busy', code, true);
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const laterOf = (code: string): number => LATER[code] ?? (code.startsWith('Request') ? 1 : 60);
