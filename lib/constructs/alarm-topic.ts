import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Where all alarms go. `mail`: who gets them; the address has to confirm once. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { mail }: { readonly mail: string | undefined }) {
    super(scope, id);
    // Not encrypted with a key of ours: alarms carry names and numbers, and the key that AWS manages shuts CloudWatch out.
    this.topic = new Topic(this, 'Topic', { displayName: 'Gongdan alarms', enforceSSL: true });
    // A policy of our own takes the place of the default one that would let CloudWatch publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (mail) this.topic.addSubscription(new EmailSubscription(mail));
  }
}
