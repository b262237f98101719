import { CfnOutput, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { describe, expect, test } from 'vitest';
import { appOf, readFrom, synthesizeApp } from './synthesize-app.ts';

function addFunction(stack: Stack, variables: Readonly<Record<string, unknown>>): void {
  const fn = new lambda.Function(stack, 'F', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => 1;'),
  });
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  resource.addPropertyOverride('Environment.Variables', variables);
}

/** An app whose only function reads the variables; its stack is S. */
const folderOf = (variables: (stack: Stack) => Readonly<Record<string, unknown>>): string =>
  synthesizeApp((root) => {
    const stack = new Stack(root, 'S');
    addFunction(stack, variables(stack));
  });

function variablesOf(folder: string, parameters: Record<string, string> = {}): unknown {
  return readFrom(folder, { parameters }).functions[0]?.environment;
}

describe('values that an app takes from outside', () => {
  const cases: [string, string, (stack: Stack) => unknown][] = [
    ['a parameter without default', 'Stage', (stack) => new CfnParameter(stack, 'Stage').value],
    ['an export of another app', 'shared:VpcId', () => Fn.importValue('shared:VpcId')],
    [
      'an output of another app',
      'Shared.Vpc',
      () => ({ 'Fn::GetStackOutput': { StackName: 'Shared', OutputName: 'Vpc' } }),
    ],
    [
      'an SSM parameter of another app',
      '/shared/vpc',
      (stack) => ssm.StringParameter.valueForStringParameter(stack, '/shared/vpc'),
    ],
    ['a dynamic reference to it', '/shared/vpc', () => '{{resolve:ssm:/shared/vpc:3}}'],
    ['a secure one', '/shared/vpc', () => '{{resolve:ssm-secure:/shared/vpc}}'],
    [
      'a secret',
      'secretsmanager:login:SecretString:password::',
      () => '{{resolve:secretsmanager:login:SecretString:password::}}',
    ],
  ];

  test.each(cases)('%s: is %s, which the message says', (_name, key, value) => {
    const folder = folderOf((stack) => ({ V: value(stack) }));
    expect(() => variablesOf(folder)).toThrow(
      expect.objectContaining({
        code: 'ERR_UNRESOLVED_INTRINSIC',
        message: expect.stringContaining(`Give it with --parameter ${key}=VALUE`) as string,
      }),
    );
    expect(variablesOf(folder, { [key]: 'given' })).toEqual({ V: 'given' });
  });

  test('a dynamic reference: is found in what Join and Sub build, inside a longer text', () => {
    const folder = folderOf(() => ({
      JOIN: { 'Fn::Join': ['', ['{{resolve:ssm:/', { Ref: 'AWS::Region' }, '}}', '!']] },
      SUB: { 'Fn::Sub': 'to {{resolve:ssm:/${AWS::Region}}}' },
    }));
    expect(variablesOf(folder, { '/us-east-1': 'here' })).toEqual({
      JOIN: 'here!',
      SUB: 'to here',
    });
  });

  test('CommaDelimitedList: its members are trimmed', () => {
    const folder = folderOf((stack) => {
      const names = new CfnParameter(stack, 'Names', {
        type: 'CommaDelimitedList',
        default: 'a, b',
      });
      return { SECOND: Fn.select(1, names.valueAsList) };
    });
    expect(variablesOf(folder)).toEqual({ SECOND: 'b' });
  });

  test('FindInMap: DefaultValue stands in for a key that is not there', () => {
    const folder = folderOf(() => ({
      V: { 'Fn::FindInMap': ['Sizes', 'nowhere', 'size', { DefaultValue: 'small' }] },
    }));
    expect(variablesOf(folder)).toEqual({ V: 'small' });
  });
});

describe('values that CDK looks up in the account', () => {
  const build = (root: App): void => {
    const env = { account: '123456789012', region: 'us-east-1' };
    const stack = new Stack(root, 'S', { env });
    addFunction(stack, { V: ssm.StringParameter.valueFromLookup(stack, '/shared/vpc') });
  };
  const key = 'ssm:account=123456789012:parameterName=/shared/vpc:region=us-east-1';

  test('a lookup that nobody answered: is named, since its value is a dummy', () => {
    expect(appOf(build).unsupported).toMatchObject([
      {
        logicalId: key,
        type: 'Lookup (ssm)',
        consequence: expect.stringContaining('cdk.context.json'),
      },
    ]);
  });

  test('a lookup with an answer in the context: is a value like any other', () => {
    const app = readFrom(synthesizeApp(build, { context: { [key]: 'vpc-1' } }));
    expect(app.functions[0]?.environment).toEqual({ V: 'vpc-1' });
    expect(app.unsupported).toEqual([]);
  });
});

describe('values that the app makes itself', () => {
  test('AWS::SSM::Parameter: other stacks read its value', () => {
    const app = appOf((root) => {
      const writer = new Stack(root, 'Writer');
      new ssm.StringParameter(writer, 'Made', { parameterName: '/app/name', stringValue: 'n' });
      const reader = new Stack(root, 'Reader');
      reader.addStackDependency(writer);
      addFunction(reader, {
        PARAMETER: ssm.StringParameter.valueForStringParameter(reader, '/app/name'),
        REFERENCE: '{{resolve:ssm:/app/name}}',
      });
    });
    expect(app.functions[0]?.environment).toEqual({ PARAMETER: 'n', REFERENCE: 'n' });
    expect(app.unsupported).toEqual([]);
  });

  test('Custom::DescribeCognitoUserPoolClient: gives the secret of the client', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const pool = new cognito.UserPool(stack, 'Pool');
      pool.addClient('Other', { generateSecret: true });
      const client = pool.addClient('Machine', { generateSecret: true });
      addFunction(stack, { SECRET: client.userPoolClientSecret.unsafeUnwrap() });
    });
    const machine = app.userPools[0]?.clients.find(({ logicalId }) => /Machine/.test(logicalId));
    expect(app.functions.map(({ environment }) => environment)).toEqual([
      { SECRET: machine?.clientSecret },
    ]);
    expect(app.unsupported).toEqual([]);
  });
});

describe('what cannot be', () => {
  const queue = (name: unknown) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: name },
  });
  const build = (resources: Readonly<Record<string, { Type: string; Properties: object }>>) => () =>
    appOf((root) => {
      const stack = new Stack(root, 'S');
      for (const [id, { Type: type, Properties: properties }] of Object.entries(resources)) {
        new CfnResource(stack, id, { type, properties: { ...properties } });
      }
    });

  test('a cycle of references: is refused with its way', () => {
    const cycle = build({
      A: queue({ 'Fn::GetAtt': ['B', 'QueueName'] }),
      B: queue({ 'Fn::GetAtt': ['A', 'QueueName'] }),
    });
    expect(cycle).toThrow(
      expect.objectContaining({
        code: 'ERR_ASSEMBLY',
        message: expect.stringContaining(
          'S.A.QueueName -> S.B.QueueName -> S.A.QueueName',
        ) as string,
      }),
    );
  });

  test('a cycle of exports: both outputs are named and left out', () => {
    const app = appOf((root) => {
      const [one, two] = [new Stack(root, 'One'), new Stack(root, 'Two')];
      new CfnOutput(one, 'O', { value: Fn.importValue('two'), exportName: 'one' });
      new CfnOutput(two, 'O', { value: Fn.importValue('one'), exportName: 'two' });
    });
    expect(app.outputs).toEqual({});
    expect(app.unsupported.map(({ consequence }) => consequence)).toEqual([
      expect.stringContaining('One.O -> Two.O -> One.O'),
      expect.stringContaining('Two.O -> One.O -> Two.O'),
    ]);
  });
});
