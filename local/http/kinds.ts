/** The resource types of the HTTP API. */
import { z } from 'zod';
import { arn } from '../aws.ts';
import type { Identity, ResourceKind, ResourceKinds } from '../resources.ts';

const text = z.string();
const throttle = { ThrottlingBurstLimit: z.number().optional(), ThrottlingRateLimit: z.number().optional() };
const routeSettings = z.strictObject({ ...throttle, DetailedMetricsEnabled: z.boolean().optional() });

const SCHEMAS = {
  Api: z.strictObject({
    Name: text,
    ProtocolType: z.literal('HTTP'),
    Description: text.optional(),
  }),
  Route: z.strictObject({
    ApiId: text,
    RouteKey: text.regex(/^(\$default|[A-Z]+ \/.*)$/),
    Target: text.regex(/^integrations\//),
    AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
    AuthorizerId: text.optional(),
    AuthorizationScopes: z.array(text).default([]),
  }),
  Integration: z.strictObject({
    ApiId: text,
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: text,
    IntegrationMethod: z.literal('POST').optional(),
    PayloadFormatVersion: z.literal('2.0'),
    TimeoutInMillis: z.number().min(50).max(30_000).default(30_000),
    Description: text.optional(),
  }),
  Authorizer: z.strictObject({
    ApiId: text,
    Name: text,
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
    JwtConfiguration: z.strictObject({ Issuer: text, Audience: z.array(text).min(1) }),
  }),
  Stage: z.strictObject({
    ApiId: text,
    StageName: z.literal('$default'),
    AutoDeploy: z.literal(true),
    Description: text.optional(),
    AccessLogSettings: z.strictObject({ DestinationArn: text, Format: text }).optional(),
    DefaultRouteSettings: routeSettings.default({}),
    RouteSettings: z.record(text, routeSettings).default({}),
  }),
};

type Declared<Name extends keyof typeof SCHEMAS> = z.output<(typeof SCHEMAS)[Name]>;
export type RouteProperties = Declared<'Route'>;
export type IntegrationProperties = Declared<'Integration'>;
export type AuthorizerProperties = Declared<'Authorizer'>;
export type StageProperties = Declared<'Stage'>;

/** What the template says about its HTTP API. */
export class ApiDeclaration {
  apiId: string | undefined;
  stage: StageProperties | undefined;
  readonly routes: RouteProperties[] = [];
  readonly integrations = new Map<string, IntegrationProperties>();
  readonly authorizers = new Map<string, AuthorizerProperties>();

  readonly #url: string;

  /** `url`: where the API is served. */
  constructor(url: string) {
    this.#url = url;
  }

  readonly kinds: ResourceKinds = {
    'AWS::ApiGatewayV2::Api': this.#kind(
      'Api',
      (id) => ({ ref: id, attributes: { ApiId: id, ApiEndpoint: this.#url } }),
      (id) => {
        if (this.apiId) throw new Error(`there is one HTTP API per runtime, and ${this.apiId} is it`);
        this.apiId = id;
      },
    ),
    'AWS::ApiGatewayV2::Route': this.#kind('Route', named('RouteId'), (_, route) => this.routes.push(route)),
    'AWS::ApiGatewayV2::Integration': this.#kind('Integration', named('IntegrationId'), (id, integration) =>
      this.integrations.set(id, integration),
    ),
    'AWS::ApiGatewayV2::Authorizer': this.#kind('Authorizer', named('AuthorizerId'), (id, authorizer) =>
      this.authorizers.set(id, authorizer),
    ),
    'AWS::ApiGatewayV2::Stage': this.#kind(
      'Stage',
      () => ({ ref: '$default', attributes: {} }),
      (_, stage) => {
        this.stage = stage;
      },
    ),
  };

  #kind<Name extends keyof typeof SCHEMAS>(
    name: Name,
    identify: (id: string) => Identity,
    declare: (id: string, properties: Declared<Name>) => void,
  ): ResourceKind {
    return { identify, schema: SCHEMAS[name], declare };
  }
}

export const executeApiArn = (apiId: string, rest: string): string => arn('execute-api', `${apiId}/${rest}`);

const named =
  (attribute: string) =>
  (id: string): Identity => ({ ref: id, attributes: { [attribute]: id } });
