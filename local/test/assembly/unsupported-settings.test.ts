import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const unsupportedOf = (properties: Record<string, unknown>, type = 'AWS::Cognito::UserPool') =>
  appOf((root) => {
    const stack = new Stack(root, 'People');
    new CfnResource(stack, 'Pool', { type, properties });
  }).unsupported.map((resource) => `${resource.logicalId} ${resource.type}`);

describe('settings of a user pool that nothing plays', () => {
  test.each([
    ['LambdaConfig.CustomEmailSender', { LambdaConfig: { CustomEmailSender: { LambdaArn: 'a' } } }],
    ['LambdaConfig.CustomSMSSender', { LambdaConfig: { CustomSMSSender: { LambdaArn: 'a' } } }],
    ['LambdaConfig.InboundFederation', { LambdaConfig: { InboundFederation: { LambdaArn: 'a' } } }],
    [
      'UserPoolAddOns.AdvancedSecurityMode',
      { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    ],
  ])('start: names %s', (name, properties) => {
    expect(unsupportedOf(properties)).toEqual([`Pool AWS::Cognito::UserPool (${name})`]);
  });

  test('start: names nothing of a pool that is played whole', () => {
    expect(
      unsupportedOf({
        UserPoolAddOns: { AdvancedSecurityMode: 'OFF' },
        MfaConfiguration: 'OPTIONAL',
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
        EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'],
        Policies: {
          PasswordPolicy: { MinimumLength: 12, PasswordHistorySize: 5 },
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        },
      }),
    ).toEqual([]);
  });
});

describe('settings of other resources that nothing plays', () => {
  const stream = { StreamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' };
  test.each([
    ['AWS::DynamoDB::Table', 'KinesisStreamSpecification', { KinesisStreamSpecification: stream }],
    [
      'AWS::DynamoDB::Table',
      'ImportSourceSpecification',
      { ImportSourceSpecification: { InputFormat: 'CSV', S3BucketSource: { S3Bucket: 'b' } } },
    ],
    ['AWS::DynamoDB::GlobalTable', 'Replicas', { Replicas: [{ Region: 'eu-west-1' }] }],
    [
      'AWS::DynamoDB::GlobalTable',
      'Replicas.KinesisStreamSpecification',
      { Replicas: [{ Region: 'us-east-1', KinesisStreamSpecification: stream }] },
    ],
    ['AWS::SQS::Queue', 'FifoQueue', { QueueName: 'q.fifo', FifoQueue: true }],
    ['AWS::SQS::Queue', 'DelaySeconds', { DelaySeconds: 5 }],
  ])('%s: %s is named at start', (type, name, properties) => {
    expect(unsupportedOf(properties, type)).toEqual([`Pool ${type} (${name})`]);
  });

  test('AWS::Lambda::Function: layers are named, whatever their ARN', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const layer = { 'Fn::ImportValue': 'shared-layer' } as unknown as string;
      new lambda.Function(stack, 'Fn', {
        code: lambda.Code.fromInline('exports.handler = async () => 1;'),
        handler: 'index.handler',
        runtime: lambda.Runtime.NODEJS_24_X,
        layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', Token.asString(layer))],
      });
    });
    expect(app.functions).toHaveLength(1);
    expect(app.unsupported.map(({ type }) => type)).toEqual(['AWS::Lambda::Function (Layers)']);
  });

  test('a replica in the region of the stack: is the table itself', () => {
    const properties = { Replicas: [{ Region: { Ref: 'AWS::Region' } }] };
    expect(unsupportedOf(properties, 'AWS::DynamoDB::GlobalTable')).toEqual([]);
  });
});
