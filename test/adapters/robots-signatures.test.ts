import { describe, expect, it } from 'vitest';
import { signDingtalk } from '../../adapters/robots/dingtalk.ts';
import { signFeishu } from '../../adapters/robots/feishu.ts';

describe('signatures of robots', () => {
  it('Feishu: time and secret are the key, and nothing is signed', () => {
    // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot gives the rule and no result: this is the vector of go-lark/lark,
    // crypto_test.go, whose signatures the service takes.
    expect(signFeishu('xxx', 1661860880)).toBe('QnWVTSBe6FmQDE0bG6X0mURbI+DnvVyu1h+j5dHOjrU=');
  });

  it('DingTalk: the secret is the key, and time and secret are signed', () => {
    // https://open.dingtalk.com/document/robots/customize-robot-security-settings gives this secret and the rule, and no result:
    // printf '%s\n%s' 1577262236757 'this is secret' | openssl dgst -sha256 -hmac 'this is secret' -binary | base64
    expect(signDingtalk('this is secret', 1577262236757)).toBe('hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=');
  });
});
