import { Stack } from 'aws-cdk-lib';
import { type CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { APPROVER_PAGES } from '../../contracts/routes/approver-pages.ts';
import { PAGES } from '../../contracts/routes/pages.ts';
import { type HttpFunction, type Route, routeKey, SCOPES } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { acknowledge } from '../acknowledge.ts';
import { removalOf, retentionOf } from './keeping.ts';
import type { Desk } from './permissions.ts';

const routes: [name: string, route: Route][] = Object.entries({ ...ROUTES, ...PAGES, ...APPROVER_PAGES });

/** What is known of a request afterwards: nothing that names a person, so neither address, agent nor path. */
const ACCESS_LOG = JSON.stringify({
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
});

/** How an open route knows its callers, beside the tokens that the gateway checks. */
const OTHERWISE = {
  signature: 'The function checks the signature of the channel over method, path, time, nonce and body.',
  link: 'The link carries a signature that the function checks.',
  none: 'The description of the API, the public notices and the look of the pages are for everybody.',
} as const;

/**
 * What the HTTP API serves: every route of the contract, with its scopes and its limits.
 */
export class DeskApi extends Construct {
  readonly api: CfnApi;
  readonly #desk: Desk;

  constructor(scope: Construct, id: string, { desk, api }: { readonly desk: Desk; readonly api: CfnApi }) {
    super(scope, id);
    this.#desk = desk;
    this.api = api;
  }

  /** Builds the routes and the stage. Call it once. */
  serve(functions: Readonly<Record<HttpFunction, IFunction>>): void {
    const apiId = this.api.ref;
    const { environment, people } = this.#desk;
    if (!people) throw new Error('Nobody signs the tokens of people.');
    const authorizer = new CfnAuthorizer(this, 'People', {
      apiId,
      name: 'people',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: people.issuer, audience: [people.audience] },
    });
    const integrations = new Map<HttpFunction, CfnIntegration>();
    for (const [name, lambda] of Object.entries(functions) as [HttpFunction, IFunction][]) {
      integrations.set(name, this.#integrate(name, lambda));
    }
    const declared = routes.map(([name, route]) => {
      const integration = integrations.get(route.function) as CfnIntegration;
      const token = route.auth === 'token';
      const resource = new CfnRoute(this, name, {
        apiId,
        routeKey: routeKey(route),
        target: `integrations/${integration.ref}`,
        authorizationType: token ? 'JWT' : 'NONE',
        ...(token && {
          authorizerId: authorizer.ref,
          authorizationScopes: (route.scopes ?? []).map((scope) => SCOPES[scope]),
        }),
      });
      if (route.auth !== 'token') acknowledge(resource, 'AwsSolutions-APIG4', OTHERWISE[route.auth]);
      return resource;
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: retentionOf(environment),
      removalPolicy: removalOf(environment),
    });
    const stage = new CfnStage(this, 'Stage', {
      apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: ACCESS_LOG },
      defaultRouteSettings: {
        throttlingRateLimit: environment.throttle.operations.rate,
        throttlingBurstLimit: environment.throttle.operations.burst,
      },
      routeSettings: Object.fromEntries(
        routes.map(([, route]) => [routeKey(route), limits(environment.throttle[route.function])]),
      ),
    });
    for (const route of declared) stage.addResourceDependency(route); // limits of a route that is not there yet are refused
  }

  #integrate(name: HttpFunction, lambda: IFunction): CfnIntegration {
    new CfnPermission(this, `${name}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: this.api.ref, resourceName: '*' }),
    });
    return new CfnIntegration(this, `${name}Integration`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
  }
}

// Settings by route go into the template as they are, so in its own spelling.
const limits = ({ rate, burst }: { rate: number; burst: number }) => ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: burst,
});
