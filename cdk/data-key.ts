import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/**
 * A key of the account's own for what holds personal data: tables and changes that were given up. Who may use the
 * data may use the key for it, through the services that hold it and in no other way, as AWS's own keys have it. Without
 * the key the data is lost. Queues, the topic and logs keep AWS's keys: they name hashes and objects and hold nothing of people.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function createDataKey(scope: Construct, id: string, { name, removalPolicy }: Stage): Key {
  const key = new Key(scope, id, {
    description: `User Manager (${name}): tables and changes that were given up`,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy,
  });
  const { region, account } = Stack.of(scope);
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
        'kms:CreateGrant',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': account,
          'kms:ViaService': ['dynamodb', 's3'].map(
            (service) => `${service}.${region}.amazonaws.com`,
          ),
        },
      },
    }),
  );
  return key;
}
