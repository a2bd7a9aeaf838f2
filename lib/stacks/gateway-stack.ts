import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';

/** The HTTP API without anything behind it: those who tell people where it is come before those who serve it. */
export class GatewayStack extends Stack {
  readonly api: CfnApi;
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, { publicUrl }: Environment) {
    super(scope, id, { description: 'Gongdan: the address of the HTTP API' });
    this.api = new CfnApi(this, 'Api', { name: 'gongdan', protocolType: 'HTTP', description: 'Tickets 工单' });
    this.publicUrl = publicUrl ?? this.api.attrApiEndpoint;
    new CfnOutput(this, 'Url', { value: this.publicUrl, description: 'Base of the API' });
  }
}
