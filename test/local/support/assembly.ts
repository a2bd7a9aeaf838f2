/** Cloud assemblies as `cdk synth` writes them, small enough to read in a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export type Resources = Record<string, Record<string, unknown>>;

export interface StackFiles {
  readonly Resources: Resources;
  readonly [section: string]: unknown;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Gone when the tests of the file are. */
export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-test-'));
  folders.push(folder);
  return folder;
};

/** `bundles`: by hash, the source of `index.mjs`. Stacks depend on those before them. Answers the folder. */
export function writeAssembly(stacks: Record<string, StackFiles>, bundles: Record<string, string> = {}): string {
  const folder = tempFolder();
  const artifacts: Record<string, unknown> = {};
  for (const [hash, source] of Object.entries(bundles)) {
    mkdirSync(join(folder, `asset.${hash}`));
    writeFileSync(join(folder, `asset.${hash}`, 'index.mjs'), source);
  }
  const files = Object.fromEntries(
    Object.keys(bundles).map((hash) => [
      hash,
      { source: { path: `asset.${hash}`, packaging: 'zip' }, destinations: { current: { objectKey: `${hash}.zip` } } },
    ]),
  );
  const earlier: string[] = [];
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    writeFileSync(join(folder, `${name}.assets.json`), JSON.stringify({ version: '1', files }));
    artifacts[`${name}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } };
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: `${name}.template.json` },
      dependencies: [...earlier, `${name}.assets`],
    };
    earlier.push(name);
  }
  // Listed backwards: the order must come from the dependencies.
  const reversed = Object.fromEntries(Object.entries(artifacts).reverse());
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: reversed }));
  return folder;
}

export const role = (service: string, statements: unknown[] = []) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service } }],
      Version: '2012-10-17',
    },
    ...(statements.length
      ? { Policies: [{ PolicyName: 'All', PolicyDocument: { Version: '2012-10-17', Statement: statements } }] }
      : {}),
  },
});

export const lambda = (hash: string, roleId: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Architectures: ['arm64'],
    Code: {
      S3Bucket: { 'Fn::Sub': `cdk-hnb659fds-assets-\${AWS::AccountId}-\${AWS::Region}` },
      S3Key: `${hash}.zip`,
    },
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': [roleId, 'Arn'] },
    Runtime: 'nodejs24.x',
    Timeout: 10,
    MemorySize: 256,
    ...more,
  },
});

/** An HTTP API whose routes (key → further properties) all lead to the function `functionId`. */
export function httpApi(functionId: string, routes: Record<string, Record<string, unknown>>, stage = {}): Resources {
  const resources: Resources = {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'test', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true, ...stage },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        Name: 'people',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://issuer.gongdan.local', Audience: ['gongdan'] },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [functionId, 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':execute-api:',
              { Ref: 'AWS::Region' },
              ':',
              { Ref: 'AWS::AccountId' },
              ':',
              { Ref: 'Api' },
              '/*/*',
            ],
          ],
        },
      },
    },
  };
  for (const [index, [key, properties]] of Object.entries(routes).entries()) {
    resources[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: key,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        ...properties,
      },
    };
  }
  return resources;
}
