/**
 * Alibaba Cloud's SendSms, of Dysmsapi 2017-05-25, with signature V3.
 * https://help.aliyun.com/document_detail/55284.html · …/zh/sms/developer-reference/api-error-codes
 */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  headerOf,
  objectIn,
  type ProviderReply,
  type ProviderRequest,
  replyWith,
  type Standin,
  type StandinDeps,
} from './standin.ts';

export interface AliyunAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  /** By their codes, `SMS_1`; places are `${name}`. */
  readonly templates: Readonly<Record<string, string>>;
}

const SKEW_MS = 15 * 60_000;
const SIGNED = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'];

/** `account`: as it is at the moment: keys may be changed. */
export function openAliyun(account: () => AliyunAccount, { now, keep }: StandinDeps): Standin {
  const nonces = new Set<string>();
  let taken = 0;

  const send = (request: ProviderRequest): ProviderReply => {
    const { templates, signName } = account();
    const query = new URL(request.path, 'http://provider').searchParams;
    const told = (Code: string, Message: string, more: object = {}) =>
      replyWith({ Code, Message, RequestId: randomUUID().toUpperCase(), ...more });
    const numbers = (query.get('PhoneNumbers') ?? '').split(',');
    if (!numbers.every((number) => /^(?:\+|(?:\+|00)?86)?1[3-9]\d{9}$|^(?!86)[1-9]\d{6,14}$/.test(number)))
      return told('isv.MOBILE_NUMBER_ILLEGAL', 'invalid mobile number');
    if (query.get('SignName') !== signName) return told('isv.SMS_SIGNATURE_ILLEGAL', '该账号下找不到对应签名');
    const code = query.get('TemplateCode') ?? '';
    const template = Object.hasOwn(templates, code) ? templates[code] : undefined;
    if (template === undefined) return told('isv.SMS_TEMPLATE_ILLEGAL', '该账号下找不到对应模板');
    const params = objectIn(query.get('TemplateParam') ?? '{}');
    if (!params) return told('isv.INVALID_JSON_PARAM', 'params must be [a-zA-Z0-9] for verification sms');
    const missing = [...template.matchAll(/\$\{(\w+)\}/g)].find(([, place]) => !(String(place) in params));
    if (missing) return told('isv.TEMPLATE_MISSING_PARAMETERS', '模板变量缺少对应参数值');
    taken += 1;
    const id = `${now()}${String(taken).padStart(6, '0')}^0`;
    keep(
      {
        channel: 'sms',
        provider: 'aliyun',
        from: signName,
        to: numbers,
        subject: '',
        text: `【${signName}】${template.replace(/\$\{(\w+)\}/g, (_, place) => String(params[place]))}`,
        headers: [],
        tags: { outId: query.get('OutId') ?? '' },
      },
      id,
    );
    return told('OK', 'OK', { BizId: id });
  };

  return (request) => {
    const refuse = (status: number, Code: string, Message: string) =>
      replyWith({ Code, Message, RequestId: randomUUID().toUpperCase(), HostId: headerOf(request, 'host') }, status);
    const authorization = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      headerOf(request, 'authorization'),
    );
    if (request.method !== 'POST') return refuse(405, 'UnsupportedHTTPMethod', 'This http method is not supported.');
    if (!authorization) return refuse(400, 'MissingSecurityToken', 'Authorization is missing.');
    const [, keyId = '', signedList = '', signature = ''] = authorization;
    const { accessKeyId, accessKeySecret } = account();
    if (keyId !== accessKeyId) return refuse(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    const date = headerOf(request, 'x-acs-date');
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date))
      return refuse(400, 'InvalidTimeStamp.Format', 'Specified time stamp is not well formatted.');
    if (Math.abs(now() - Date.parse(date)) > SKEW_MS)
      return refuse(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    const signed = signedList.split(';');
    const digest = createHash('sha256').update(request.body).digest('hex');
    const isSigned = SIGNED.every((name) => signed.includes(name));
    if (
      !isSigned ||
      headerOf(request, 'x-acs-content-sha256') !== digest ||
      !isSame(signature, signatureOf(request, signed, digest, accessKeySecret))
    )
      return refuse(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
    const nonce = headerOf(request, 'x-acs-signature-nonce');
    if (nonces.has(nonce)) return refuse(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    nonces.add(nonce);
    if (headerOf(request, 'x-acs-action') !== 'SendSms' || headerOf(request, 'x-acs-version') !== '2017-05-25')
      return refuse(404, 'InvalidAction.NotFound', 'Specified api is not found.');
    return send(request);
  };
}

/** Of what came, as it came: the query is read and written again by the rules of RFC 3986. */
function signatureOf(request: ProviderRequest, signed: readonly string[], digest: string, secret: string): string {
  const { pathname, searchParams } = new URL(request.path, 'http://provider');
  const strict = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&');
  const headers = [...signed].sort().map((name) => `${name}:${headerOf(request, name).trim()}\n`);
  const canonical = `${request.method}\n${pathname}\n${query}\n${headers.join('')}\n${signed.join(';')}\n${digest}`;
  const hashed = createHash('sha256').update(canonical).digest('hex');
  return createHmac('sha256', secret).update(`ACS3-HMAC-SHA256\n${hashed}`).digest('hex');
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));
