import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../contracts/routes/route.ts';
import { handler } from '../../functions/identity/token-scopes.ts';
import { type Resource, synthesise, type Templates } from './templates.ts';

const identityOf = (templates: Templates): Resource[] => {
  const { identity } = templates as unknown as Record<string, { Resources: Record<string, Resource> } | undefined>;
  return Object.values(identity?.Resources ?? {});
};
const types = (resources: readonly Resource[]): string[] => resources.map(({ Type }) => Type);

describe('who the people of the desk are', () => {
  const prod = synthesise('prod');
  const pool = identityOf(prod);

  it('is a user pool where no issuer is named: nobody signs up alone, everybody has a second factor', () => {
    const { Properties } = pool.find(({ Type }) => Type === 'AWS::Cognito::UserPool') as Resource;
    expect(Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
    });
  });

  it('has a group for every role', () => {
    const groups = pool.filter(({ Type }) => Type === 'AWS::Cognito::UserPoolGroup');
    expect(groups.map(({ Properties }) => Properties.GroupName).sort()).toEqual(Object.keys(SCOPES).sort());
  });

  it('is what the API asks for the tokens of people', () => {
    const authorizers = Object.values(prod.api.Resources).filter(
      ({ Type }) => Type === 'AWS::ApiGatewayV2::Authorizer',
    );
    expect(JSON.stringify(authorizers)).toContain('identity:ExportsOutputFnGetAttPeople');
    expect(JSON.stringify(authorizers)).not.toContain('example.com');
  });

  it('is the company’s own issuer in China, and the runtime’s on one machine', () => {
    for (const [name, issuer] of [
      ['prod-cn', 'https://login.example.cn'],
      ['local', 'https://issuer.gongdan.local'],
    ] as const) {
      const templates = synthesise(name);
      expect(types(identityOf(templates))).toEqual([]);
      expect(JSON.stringify(templates.api)).toContain(issuer);
    }
  });
});

describe('scopes of a token', () => {
  const groups = (...groupsToOverride: string[]) =>
    ({ request: { groupConfiguration: { groupsToOverride } } }) as unknown as PreTokenGenerationV2TriggerEvent;

  it('follow from the groups of a person; a group that is no role gives none', async () => {
    const { response } = await handler(groups('agent', 'auditor', 'constructor', 'gongdan/operator'));
    expect(response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.scopesToAdd).toEqual([
      'gongdan/agent',
      'gongdan/auditor',
    ]);
  });
});
