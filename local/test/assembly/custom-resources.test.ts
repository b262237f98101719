import { CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  PhysicalResourceId,
  Provider,
} from 'aws-cdk-lib/custom-resources';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const code = lambda.Code.fromInline('exports.handler = async () => 1;');
const common = { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code };

describe('custom resources', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    const onEventHandler = new lambda.Function(stack, 'OnEvent', common);
    const provider = new Provider(stack, 'Provider', { onEventHandler });
    const own = new CustomResource(stack, 'Own', {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::Own',
    });
    new AwsCustomResource(stack, 'Call', {
      onCreate: {
        service: 'SSM',
        action: 'getParameter',
        physicalResourceId: PhysicalResourceId.of('call'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
    });
    new lambda.Function(stack, 'Reader', {
      ...common,
      environment: { ANSWER: own.getAttString('Answer'), REF: own.ref },
    });
    new CustomResource(stack, 'Far', {
      serviceToken: Stack.of(stack).formatArn({ service: 'lambda', resource: 'function' }),
    });
  });

  test('start: names each, with what its absence means', () => {
    const listed = app.unsupported.filter(({ type }) =>
      /^(Custom|AWS::CloudFormation)::/.test(type),
    );
    expect(listed.map(({ logicalId, type }) => [logicalId, type])).toEqual([
      ['Own', 'Custom::Own'],
      [expect.stringMatching(/^Call/), 'Custom::AWS'],
      ['Far', 'AWS::CloudFormation::CustomResource'],
    ]);
  });

  test('GetAtt: any answer of one is a text that names it, so that the app starts', () => {
    const reader = app.functions.find(({ logicalId }) => logicalId.startsWith('Reader'));
    expect(reader?.environment).toEqual({ ANSWER: 'S-Own-Answer', REF: 'S-Own' });
  });

  test('functions: those that CloudFormation calls are left out, the handler behind them is not', () => {
    expect(app.functions.map(({ logicalId }) => logicalId.slice(0, -8))).toEqual([
      'OnEvent',
      'Reader',
    ]);
  });
});

test('what CDK makes beside buckets and networks: is not named', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    new s3.Bucket(stack, 'Bucket', {
      autoDeleteObjects: true,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, restrictDefaultSecurityGroup: true });
    vpc.addGatewayEndpoint('Tables', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB });
    new lambda.Function(stack, 'Fn', { ...common, vpc });
  });
  expect(app.unsupported).toEqual([]);
  expect(app.buckets).toHaveLength(1);
  expect(app.functions).toHaveLength(1);
});
