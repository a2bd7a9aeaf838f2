import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { SCOPES } from '../../contracts/routes/route.ts';
import { acknowledge } from '../acknowledge.ts';
import { removalOf } from '../constructs/keeping.ts';
import type { Desk } from '../constructs/permissions.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';

/**
 * The desk's people, where no issuer of their own is named: a user pool whose groups are the roles. A person's user name is their id
 * at the desk, `agt_…`. Not in China, which has no user pools.
 */
export class IdentityStack extends Stack {
  readonly issuer: string;
  readonly audience: string;

  constructor(scope: Construct, id: string, desk: Desk) {
    super(scope, id, { description: 'Gongdan: who the people of the desk are' });
    const { environment } = desk;
    const pool = new UserPool(this, 'People', {
      signInAliases: { username: true },
      selfSignUpEnabled: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.NONE, // an operator resets who is locked out: they know the person
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      // The plan that lets a function add scopes to access tokens.
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: environment.keepsData,
      removalPolicy: removalOf(environment),
    });
    acknowledge(
      pool,
      'AwsSolutions-COG3',
      'Threat protection is of a plan that costs more per person: it is the operator’s choice.',
    );
    acknowledge(pool, 'AwsSolutions-COG8', 'The same: the plan with it is chosen by hand.');
    const { lambda } = new TicketFunction(this, 'TokenScopes', {
      name: 'token-scopes',
      desk,
      variables: {},
      timeoutSeconds: 5, // Cognito waits no longer
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, lambda, LambdaVersion.V2_0);
    for (const role of Object.keys(SCOPES)) {
      new CfnUserPoolGroup(this, `Group-${role}`, { userPoolId: pool.userPoolId, groupName: role });
    }
    const client = pool.addClient('Client', {
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [environment.signIn],
      },
      accessTokenValidity: Duration.hours(12), // a working day
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    this.issuer = pool.userPoolProviderUrl;
    this.audience = client.userPoolClientId;
    new CfnOutput(this, 'Issuer', { value: this.issuer });
    new CfnOutput(this, 'ClientId', { value: this.audience });
  }
}
