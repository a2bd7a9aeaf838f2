/** The HTTP API of the template, on 127.0.0.1: exactly its routes, its authorizer, its limits. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { Count } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Invoke } from '../lambda/functions.ts';
import { accessLine } from './access-log.ts';
import { type Answer, answerOf, INTERNAL_ERROR, message } from './answer.ts';
import { JwtAuthorizer, type Verified } from './authorizer.ts';
import { commonLogTime, eventOf } from './event.ts';
import { type ApiDeclaration, executeApiArn, type IntegrationProperties, type RouteProperties } from './kinds.ts';
import { type Match, RouteTable } from './route-table.ts';
import { TokenBucket } from './throttle.ts';

export interface HttpApiDeps {
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly count: Count;
  /** Verifies tokens of the declared issuer. */
  readonly key: JWTVerifyGetKey;
  /** Takes access log lines. */
  readonly print: (text: string) => void;
}

export type HttpApi = (request: IncomingMessage, body: Buffer) => Promise<Answer>;

interface Route {
  readonly properties: RouteProperties;
  readonly integration: IntegrationProperties;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly bucket: TokenBucket | undefined;
  /** As a Lambda permission names the caller. */
  readonly sourceArn: string;
}

const wallNow = (): number => performance.now();

/** Throws an Error of one line when the declared parts do not fit together. */
export function httpApiOf(declared: ApiDeclaration, deps: HttpApiDeps): HttpApi {
  const { apiId, stage } = declared;
  if (!apiId) return async () => message(404, 'Not Found');
  if (!stage) throw new Error(`the HTTP API ${apiId} has no $default stage`);
  const authorizers = new Map(
    [...declared.authorizers].map(([id, properties]) => [id, new JwtAuthorizer(properties, deps.key, deps.clock)]),
  );
  const table = new RouteTable<Route>();
  for (const properties of declared.routes) table.add(properties.RouteKey, assemble(properties));

  return async (request, body) => {
    const begun = wallNow();
    const requestId = randomUUID();
    const time = deps.clock.now();
    const [path = '/'] = (request.url ?? '/').split('?');
    const match = table.find(request.method ?? 'GET', path);
    deps.count('apigateway.requests', 1, match?.route.properties.RouteKey ?? 'no route');
    const answer = match ? await serve(match, request, body, { requestId, time }) : message(404, 'Not Found');
    if (stage.AccessLogSettings) {
      const context = {
        accountId: undefined,
        apiId,
        httpMethod: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        requestId,
        requestTime: commonLogTime(time),
        requestTimeEpoch: time,
        responseLatency: Math.round(wallNow() - begun),
        responseLength: answer.body.length,
        routeKey: match?.route.properties.RouteKey,
        stage: stage.StageName,
        status: answer.status,
        'identity.sourceIp': request.socket.remoteAddress,
        'identity.userAgent': request.headers['user-agent'],
      };
      deps.print(accessLine(stage.AccessLogSettings.Format, context));
    }
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
  };

  function assemble(properties: RouteProperties): Route {
    const integration = declared.integrations.get(properties.Target.slice('integrations/'.length));
    if (!integration) throw new Error(`the route ${properties.RouteKey} has no integration ${properties.Target}`);
    const authorizer = authorizers.get(properties.AuthorizerId ?? '');
    if (properties.AuthorizationType === 'JWT' && !authorizer) {
      throw new Error(`the route ${properties.RouteKey} has no authorizer ${properties.AuthorizerId}`);
    }
    const limits = { ...stage?.DefaultRouteSettings, ...stage?.RouteSettings[properties.RouteKey] };
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst = rate } = limits;
    const [method, path = '$default'] = properties.RouteKey.split(' ');
    return {
      properties,
      integration,
      authorizer: properties.AuthorizationType === 'JWT' ? authorizer : undefined,
      bucket: rate !== undefined && burst !== undefined ? new TokenBucket(rate, burst, wallNow) : undefined,
      sourceArn: executeApiArn(
        apiId as string,
        method === '$default' ? '$default/$default' : `$default/${method}${path}`,
      ),
    };
  }

  async function serve(
    { route, pathParameters }: Match<Route>,
    request: IncomingMessage,
    body: Buffer,
    { requestId, time }: { requestId: string; time: number },
  ): Promise<Answer> {
    if (route.bucket && !route.bucket.take()) return message(429, 'Too Many Requests');
    const wanted = route.properties.AuthorizationScopes;
    let verified: Verified | undefined;
    if (route.authorizer) {
      const checked = await route.authorizer.check(request.headers.authorization, wanted);
      if ('status' in checked) return checked;
      verified = checked;
    }
    const authorizer = verified && {
      jwt: { claims: verified.claims, scopes: wanted.length ? verified.scopes : null },
    };
    const event = eventOf(request, body, {
      requestId,
      time,
      apiId: apiId as string,
      routeKey: route.properties.RouteKey,
      pathParameters,
      authorizer,
    });
    return invoke(route, event);
  }

  async function invoke({ integration, sourceArn }: Route, event: unknown): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(message(503, 'Service Unavailable')), integration.TimeoutInMillis);
    });
    const answered = deps
      .invoke(integration.IntegrationUri, event, apiId as string, { 'aws:SourceArn': sourceArn })
      .then(
        ({ payload, functionError }) => (functionError ? INTERNAL_ERROR : answerOf(payload)),
        () => INTERNAL_ERROR, // not allowed, or no such function: already said by those who refuse
      );
    const answer = await Promise.race([answered, tooLate]);
    clearTimeout(timer);
    return answer;
  }
}
