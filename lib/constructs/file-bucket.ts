import { Duration, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EXPORTS, INCOMING, KEPT } from '../../contracts/files.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environments.ts';
import { removalOf } from './keeping.ts';

/**
 * The files of tickets: private, encrypted, over TLS alone. It keeps no earlier versions, because what is erased has to be gone.
 * It tells the default bus of every file that comes: the rule and the queue behind it can then stand in another stack, where a queue
 * that the bucket itself fills would tie the two into a circle; and there is no custom resource to set it up.
 */
export class FileBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: removalOf(environment),
      // Whoever has a link may use it, whatever page they are on: the link is the right.
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        // What was checked is kept elsewhere: what stays here was refused, or nobody asked for it.
        { id: 'quarantine', prefix: INCOMING, expiration: Duration.days(1) },
        { id: 'exports', prefix: EXPORTS, expiration: Duration.days(7) },
        { id: 'parts', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    acknowledge(
      this.bucket,
      'AwsSolutions-S1',
      'Who asked for a link stands in the log of the API; a log of S3 would name the addresses of customers and need a bucket of its own.',
    );
  }
}

/** Accepts that a role of another stack may have the objects of a part of the bucket: their keys are ids, not known beforehand. */
export function acknowledgeObjects(role: IRole, files: IBucket): void {
  const home = Stack.of(files);
  const { 'Fn::ImportValue': arn } = home.resolve(home.exportValue(files.bucketArn)) as { 'Fn::ImportValue': string };
  for (const prefix of [INCOMING, KEPT, EXPORTS]) {
    const reason = `All objects below ${prefix}, and no other action than those of lib/grants.ts.`;
    acknowledge(role, `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`, reason);
  }
}
