/**
 * Tencent Cloud's SendSms, of SMS 2021-01-11, with signature v3.
 * https://cloud.tencent.com/document/api/382/55981 · https://cloud.tencent.com/document/api/382/59177
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import {
  headerOf,
  objectIn,
  type ProviderReply,
  type ProviderRequest,
  replyWith,
  type Standin,
  type StandinDeps,
} from './standin.ts';

export interface TencentAccount {
  readonly secretId: string;
  readonly secretKey: string;
  readonly sdkAppId: string;
  readonly signName: string;
  /** By their ids; places are `{1}`, `{2}`. */
  readonly templates: Readonly<Record<string, string>>;
}

const SKEW_S = 5 * 60;

/** `account`: as it is at the moment: keys may be changed. */
export function openTencent(account: () => TencentAccount, { now, keep }: StandinDeps): Standin {
  let taken = 0;
  const answered = (Response: object): ProviderReply =>
    replyWith({ Response: { ...Response, RequestId: randomUUID() } });
  const refuse = (Code: string, Message: string): ProviderReply => answered({ Error: { Code, Message } });

  const send = ({ body }: ProviderRequest): ProviderReply => {
    const { sdkAppId, signName, templates } = account();
    const given = objectIn(body) ?? {};
    const [number = ''] = given.PhoneNumberSet ?? [];
    const id = String(given.TemplateId);
    const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
    const values: unknown[] = given.TemplateParamSet ?? [];
    const status = (Code: string, Message: string, SerialNo = '', Fee = 0): ProviderReply =>
      answered({
        SendStatusSet: [
          {
            SerialNo,
            PhoneNumber: number,
            Fee,
            SessionContext: given.SessionContext ?? '',
            Code,
            Message,
            IsoCode: '',
          },
        ],
      });
    if (given.SmsSdkAppId !== sdkAppId) return refuse('InvalidParameterValue.SdkAppIdNotExist', 'SdkAppId not exist');
    if (!/^\+86(1[3-9]\d{9})$|^\+(?!86)[1-9]\d{6,14}$/.test(number))
      return status('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number');
    if (given.SignName !== signName)
      return status('FailedOperation.SignatureIncorrectOrUnapproved', 'signature incorrect or unapproved');
    if (template === undefined)
      return status('FailedOperation.TemplateIncorrectOrUnapproved', 'template incorrect or unapproved');
    const places = new Set([...template.matchAll(/\{(\d+)\}/g)].map(([, place]) => place));
    if (places.size !== values.length)
      return status('FailedOperation.TemplateParamSetNotMatchApprovedTemplate', 'param set not match');
    taken += 1;
    const serial = `2640:${now()}${String(taken).padStart(6, '0')}`;
    keep(
      {
        channel: 'sms',
        provider: 'tencent',
        from: signName,
        to: [number],
        subject: '',
        text: `【${signName}】${template.replace(/\{(\d+)\}/g, (_, place) => String(values[Number(place) - 1]))}`,
        headers: [],
        tags: { sessionContext: String(given.SessionContext ?? '') },
      },
      serial,
    );
    return status('Ok', 'send success', serial, 1);
  };

  return (request) => {
    const { secretId, secretKey } = account();
    const authorization =
      /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        headerOf(request, 'authorization'),
      );
    if (!authorization) return refuse('AuthFailure.InvalidAuthorization', 'The Authorization is invalid.');
    const [, id, day = '', service = '', signedList = '', signature] = authorization;
    if (id !== secretId) return refuse('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
    const timestamp = Number(headerOf(request, 'x-tc-timestamp'));
    if (!(Math.abs(now() / 1000 - timestamp) <= SKEW_S))
      return refuse('AuthFailure.SignatureExpire', 'The provided credentials have expired.');
    const signed = signedList.split(';');
    const scope = `${day}/${service}/tc3_request`;
    const key = [day, service, 'tc3_request'].reduce<string | Buffer>(
      (before, part) => createHmac('sha256', before).update(part).digest(),
      `TC3${secretKey}`,
    );
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const canonical = `${request.method}\n/\n\n${signed
      .map((name) => `${name}:${headerOf(request, name).trim().toLowerCase()}\n`)
      .join('')}\n${signedList}\n${hash(request.body)}`;
    const expected = createHmac('sha256', key)
      .update(`TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`)
      .digest('hex');
    const isWhole = signed.includes('host') && signed.includes('content-type');
    if (!isWhole || service !== 'sms' || day !== dayOf(timestamp) || signature !== expected)
      return refuse('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
    if (headerOf(request, 'x-tc-version') !== '2021-01-11')
      return refuse('NoSuchVersion', 'The API version does not exist.');
    if (headerOf(request, 'x-tc-action') !== 'SendSms') return refuse('InvalidAction', 'The action is invalid.');
    if (headerOf(request, 'x-tc-region') === '') return refuse('MissingParameter', 'The region is missing.');
    return send(request);
  };
}

const dayOf = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);
