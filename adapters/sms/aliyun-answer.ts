/**
 * What Alibaba Cloud's answers to SendSms mean.
 * https://help.aliyun.com/zh/sms/developer-reference/api-error-codes · https://alibabacloud.com/help/en/sms/developer-reference/error-codes
 */
import { type SendResult, Throttled } from '../../core/ports-notices.ts';
import type { ProviderAnswer } from '../http/call-provider.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';

const ADDRESS = new Set([
  'isv.MOBILE_NUMBER_ILLEGAL',
  'isv.DOMESTIC_NUMBER_NOT_SUPPORTED',
  'isv.INTERNATIONAL_NUMBER_NOT_SUPPORTED',
]);
const CONTENT = new Set([
  'isv.SMS_CONTENT_ILLEGAL',
  'isv.SMS_TEMPLATE_ILLEGAL',
  'isv.SMS_SIGNATURE_ILLEGAL',
  'isv.SMS_SIGN_ILLEGAL',
  'isv.SIGN_STATE_ILLEGAL',
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL',
  'isv.TEMPLATE_MISSING_PARAMETERS',
  'isv.TEMPLATE_PARAMS_ILLEGAL',
  'isv.INVALID_JSON_PARAM',
  'isv.INVALID_PARAMETERS',
  'isv.PARAM_LENGTH_LIMIT',
  'isv.PARAM_NOT_SUPPORT_URL',
  'isv.BLACK_KEY_CONTROL_LIMIT',
]);
/** Seconds. How often one number may be told is counted by the minute, the hour and the day, and the code does not say which it was. */
const LATER: Readonly<Record<string, number>> = {
  'isv.BUSINESS_LIMIT_CONTROL': 60,
  'isv.DAY_LIMIT_CONTROL': 3600,
  'isv.MONTH_LIMIT_CONTROL': 3600,
};
const CREDENTIALS =
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidSecurityToken|Forbidden\.AccessKey|isv\.ACCOUNT_NOT_EXISTS)/;
const ACCOUNT =
  /^(isp\.RAM_PERMISSION_DENY|NoPermission|Forbidden|isv\.(OUT_OF_SERVICE|AMOUNT_NOT_ENOUGH|ACCOUNT_|PRODUCT_|DENY_IP))/;

const PROVIDER = 'aliyun';

/** Throws Throttled or ProviderFault for what may go another time. */
export const readAliyun = ({ status, json }: ProviderAnswer): SendResult => {
  const { Code, BizId } = json;
  const code = shownCode(Code);
  if (code === 'OK') return typeof BizId === 'string' ? { sent: true, id: BizId } : { sent: true };
  if (ADDRESS.has(code)) return { refused: 'address', detail: code };
  if (CONTENT.has(code)) return { refused: 'content', detail: code };
  const later = LATER[code] ?? (code.startsWith('Throttling') ? 1 : undefined);
  if (later !== undefined) throw new Throttled(`${PROVIDER}: ${code}`, later);
  if (CREDENTIALS.test(code)) throw new ProviderFault(PROVIDER, 'credentials', code);
  if (ACCOUNT.test(code)) throw new ProviderFault(PROVIDER, 'account', code);
  // Codes of the business side speak of the message: it would hear the same another time.
  if (code.startsWith('isv.')) return { refused: 'unknown', detail: code };
  throw new ProviderFault(PROVIDER, status < 400 && code === 'no code' ? 'garbage' : 'busy', code, status < 400);
};
