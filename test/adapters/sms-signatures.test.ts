/** The worked examples of the providers' own documentation. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signAcs3 } from '../../adapters/sms/acs3.ts';
import { signTc3, type Tc3Request, tc3Signature, tc3SigningKey, tc3StringToSign } from '../../adapters/sms/tc3.ts';

describe('signature V3 of Alibaba Cloud', () => {
  // https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature, "Signature example", fixed parameters
  const example = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    date: '2023-10-26T10:22:32Z',
    nonce: '3156853299f313e23d1673dc12e1703d',
    query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  };
  const key = { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' };

  it('is that of the documentation', () => {
    expect(signAcs3(example, key).headers.authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('writes the query by RFC 3986: letters of other alphabets, stars, quotes and blanks', () => {
    expect(signAcs3({ ...example, query: { b: "~a*'()! b", a: '单' } }, key).query).toBe(
      'a=%E5%8D%95&b=~a%2A%27%28%29%21%20b',
    );
  });
});

describe('signature v3 of Tencent Cloud', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const older: Tc3Request = {
    service: 'cvm',
    headers: { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com' },
    body,
    timestamp: 1551113065,
  };
  const newer: Tc3Request = { ...older, headers: { ...older.headers, 'x-tc-action': 'DescribeInstances' } };

  it('is that of the documentation, with two headers', () => {
    // "Signature v3" in English, as of 2019 and 2020, https://www.tencentcloud.com/document/product/267/37447 among others
    const key = { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' };
    expect(signTc3(older, key)).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    );
  });

  it('is that of the documentation, with three headers', () => {
    // https://cloud.tencent.com/document/api/213/30654, "签名方法 v3", one page for all products: the key is hidden there, what is derived from it is not
    const stringToSign =
      'TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84';
    expect(tc3StringToSign(newer)).toBe(stringToSign);
    const signingKey = Buffer.from('b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af', 'hex');
    expect(tc3Signature(signingKey, stringToSign)).toBe(
      '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
    );
  });

  it('hashes the body as it is sent', () => {
    expect(createHash('sha256').update(body).digest('hex')).toBe(
      '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064', // the same page
    );
  });

  it('takes the day by UTC, whatever day it is in China', () => {
    const key = (timestamp: number): string => tc3SigningKey('secret', { ...older, timestamp }).toString('hex');
    const midnight = Date.parse('2026-11-22T00:00:00Z') / 1000;
    expect(key(midnight)).toBe(key(midnight + 17 * 3600));
    expect(key(midnight)).not.toBe(key(midnight - 1));
  });
});
