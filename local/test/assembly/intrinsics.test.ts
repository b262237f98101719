import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CfnMapping,
  CfnOutput,
  CfnParameter,
  CfnResource,
  Fn,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf, readFrom, synthesizeApp } from './synthesize-app.ts';

/** Reads one value through the environment of a function, where any intrinsic may stand. */
function valueOf(value: unknown, sections: Sections = {}): unknown {
  return variablesOf({ V: value }, sections)['V'];
}

/** Sections of a template, as CloudFormation writes them. */
type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function variablesOf(variables: unknown, sections: Sections = {}): Record<string, string> {
  const folder = synthesizeApp((root) => addFunction(new Stack(root, 'S'), variables));
  addSections(folder, sections);
  return readFrom(folder).functions[0]?.environment ?? {};
}

/** CDK has no free-form way for some sections: they go into the template of the stack S as they are. */
function addSections(folder: string, sections: Sections): void {
  const file = join(folder, 'S.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as Sections;
  const merged = Object.entries(sections).map(([name, content]) => [
    name,
    { ...template[name], ...content },
  ]);
  writeFileSync(file, JSON.stringify({ ...template, ...Object.fromEntries(merged) }));
}

function addFunction(stack: Stack, variables: unknown): void {
  new CfnResource(stack, 'F', {
    type: 'AWS::Lambda::Function',
    properties: {
      FunctionName: 'f',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/r',
      Code: { ZipFile: 'exports.handler = async () => 1;' },
      Environment: { Variables: variables },
    },
  });
}

describe('functions', () => {
  test.each([
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['Ref of the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['Ref of the stack name', { Ref: 'AWS::StackName' }, 'S'],
    ['Ref of the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['Ref of the URL suffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['Ref of a resource', { Ref: 'F' }, 'f'],
    [
      'GetAtt as a list',
      { 'Fn::GetAtt': ['F', 'Arn'] },
      'arn:aws:lambda:us-east-1:000000000000:function:f',
    ],
    [
      'GetAtt as a text',
      { 'Fn::GetAtt': 'F.Arn' },
      'arn:aws:lambda:us-east-1:000000000000:function:f',
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'b']] }, 'a-us-east-1-b'],
    [
      'Sub as a text',
      { 'Fn::Sub': '${AWS::Region}/${F}/${F.Arn}/${!Kept}' },
      'us-east-1/f/arn:aws:lambda:us-east-1:000000000000:function:f/${Kept}',
    ],
    [
      'Sub with a map',
      { 'Fn::Sub': ['${own}:${AWS::Region}', { own: { Ref: 'F' } }] },
      'f:us-east-1',
    ],
    ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Select by text', { 'Fn::Select': ['0', { 'Fn::Split': ['/', 'x/y'] }] }, 'x'],
    ['Split in Join', { 'Fn::Join': ['+', { 'Fn::Split': ['/', 'x/y/z'] }] }, 'x+y+z'],
    ['Base64', { 'Fn::Base64': 'hé' }, 'aMOp'],
    ['ToJsonString', { 'Fn::ToJsonString': { a: [1, { Ref: 'F' }] } }, '{"a":[1,"f"]}'],
    ['Length', { 'Fn::Length': { 'Fn::Split': ['/', 'x/y/z'] } }, '3'],
    [
      'GetAZs in Select',
      { 'Fn::Select': [1, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] },
      'us-east-1b',
    ],
    ['a number', 5, '5'],
    ['a boolean', true, 'true'],
  ])('%s: is resolved', (_name, value, expected) => {
    expect(valueOf(value)).toBe(expected);
  });

  test('FindInMap: reads Mappings', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const map = new CfnMapping(stack, 'Sizes', {
        mapping: { 'us-east-1': { size: 'large' } },
      });
      addFunction(stack, { V: Fn.findInMap(map.logicalId, Fn.ref('AWS::Region'), 'size') });
    });
    expect(app.functions[0]?.environment).toEqual({ V: 'large' });
  });

  test('Ref: a parameter has its default, or the value given for it', () => {
    const folder = synthesizeApp((root) => {
      const stack = new Stack(root, 'S');
      const stage = new CfnParameter(stack, 'Stage', { default: 'dev' });
      const names = new CfnParameter(stack, 'Names', {
        type: 'CommaDelimitedList',
        default: 'a,b',
      });
      addFunction(stack, { STAGE: stage.value, SECOND: Fn.select(1, names.valueAsList) });
    });
    expect(readFrom(folder).functions[0]?.environment).toEqual({ STAGE: 'dev', SECOND: 'b' });
    expect(
      readFrom(folder, { parameters: { Stage: 'one', 'S.Names': 'x,y' } }).functions[0]
        ?.environment,
    ).toEqual({ STAGE: 'one', SECOND: 'y' });
  });
});

describe('conditions', () => {
  const conditions = {
    Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['a', 'a'] }] },
  };

  test.each([
    ['Yes', 'then'],
    ['No', 'else'],
    ['Both', 'else'],
    ['Either', 'then'],
  ])('Fn::If %s: gives %s', (name, expected) => {
    const value = { 'Fn::If': [name, 'then', 'else'] };
    expect(valueOf(value, { Conditions: conditions })).toBe(expected);
  });

  test('Fn::If: AWS::NoValue removes the property', () => {
    const variables = { A: { 'Fn::If': ['No', 'x', { Ref: 'AWS::NoValue' }] }, B: 'b' };
    expect(variablesOf(variables, { Conditions: conditions })).toEqual({ B: 'b' });
  });

  test('Condition: a resource whose condition does not hold is not there', () => {
    const folder = synthesizeApp((root) => new Stack(root, 'S'));
    const queue = (Condition: string) => ({ Type: 'AWS::SQS::Queue', Condition });
    addSections(folder, {
      Conditions: conditions,
      Resources: { QueueYes: queue('Yes'), QueueNo: queue('No') },
    });
    const app = readFrom(folder);
    expect(app.queues.map(({ logicalId }) => logicalId)).toEqual(['QueueYes']);
  });
});

describe('references between stacks', () => {
  const twoStacks = (root: App): void => {
    // The consumer comes first: order has to come from the dependency.
    const consumer = new Stack(root, 'AConsumer');
    const producer = new Stack(root, 'ZProducer');
    const table = new dynamodb.Table(producer, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    addFunction(consumer, { TABLE: table.tableName });
    new CfnOutput(consumer, 'Name', { value: table.tableName });
  };

  test.each([
    ['strong', 'Fn::ImportValue'],
    ['weak', 'Fn::GetStackOutput'],
  ])('%s references: %s gives the value of the other stack', (kind) => {
    const folder = synthesizeApp(twoStacks, {
      context: { '@aws-cdk/core:defaultCrossStackReferences': kind },
    });
    const app = readFrom(folder);
    expect(app.functions[0]?.environment).toEqual({ TABLE: app.tables[0]?.tableName });
    expect(app.outputs['AConsumer.Name']).toBe(app.tables[0]?.tableName);
  });

  test('stacks: only the named one and what it depends on are read', () => {
    const folder = synthesizeApp((root) => {
      twoStacks(root);
      new dynamodb.Table(new Stack(root, 'Other'), 'Table', {
        partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      });
    });
    const app = readFrom(folder, { stacks: ['AConsumer'] });
    expect(app.tables.map(({ stackName }) => stackName)).toEqual(['ZProducer']);
    expect(() => readFrom(folder, { stacks: ['Nope'] })).toThrow(/no stack Nope; it has .*Other/);
  });

  test('nested stack: takes parameters and gives outputs', () => {
    const app = appOf((root) => {
      const parent = new Stack(root, 'Parent');
      const outer = new CfnResource(parent, 'Outer', { type: 'AWS::SQS::Queue' });
      const nested = new NestedStack(parent, 'Nested');
      addFunction(nested, { QUEUE: outer.getAtt('QueueName').toString() });
      const inner = new CfnResource(nested, 'Inner', { type: 'AWS::SQS::Queue' });
      new CfnOutput(parent, 'InnerName', { value: inner.getAtt('QueueName').toString() });
    });
    expect(app.functions[0]?.environment).toEqual({ QUEUE: 'Parent-Outer' });
    expect(app.outputs['Parent.InnerName']).toMatch(/^Parent-Nested.*-Inner$/);
  });

  test('stage: the stacks of an assembly inside the assembly are read', () => {
    const app = appOf((root) => {
      const stack = new Stack(new Stage(root, 'Prod'), 'Inside');
      new lambda.Function(stack, 'Code', {
        code: lambda.Code.fromInline('exports.handler = async () => 1;'),
        handler: 'index.handler',
        runtime: lambda.Runtime.NODEJS_24_X,
      });
    });
    expect(app.functions.map(({ stackName }) => stackName)).toEqual(['Prod-Inside']);
  });
});

describe('what cannot be resolved', () => {
  test.each([
    [
      'a parameter without a value',
      { Ref: 'Absent' },
      /S\.F Properties\.Environment\.Variables\.V: Ref names Absent/,
    ],
    ['an unknown attribute', { 'Fn::GetAtt': ['F', 'Nope'] }, /S\.F .*F\.Nope, which is not known/],
    [
      'an export of no stack',
      { 'Fn::ImportValue': 'Elsewhere' },
      /S\.F .*no stack .* exports Elsewhere/,
    ],
    [
      'an output of no stack',
      { 'Fn::GetStackOutput': { StackName: 'X', OutputName: 'Y' } },
      /X\.Y/,
    ],
    ['an index out of range', { 'Fn::Select': [2, ['a']] }, /Fn::Select has no item 2/],
    ['an unknown function', { 'Fn::Cidr': ['10.0.0.0/16', 1] }, /Fn::Cidr is not supported/],
    ['a dynamic reference', '{{resolve:ssm:/x}}', /\{\{resolve:ssm:\/x\}\} has no value/],
    ['an unknown condition', { 'Fn::If': ['Nope', 1, 2] }, /no condition Nope/],
  ])('%s: is refused by stack, logical id and property', (_name, value, message) => {
    const read = (): unknown => valueOf(value);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'ERR_UNRESOLVED_INTRINSIC' }));
  });

  test('Output: one that cannot be resolved is listed, not fatal', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      new CfnOutput(stack, 'Good', { value: Fn.ref('AWS::Region') });
      new CfnOutput(stack, 'Bad', { value: Fn.importValue('Elsewhere') });
    });
    expect(app.outputs).toEqual({ 'S.Good': 'us-east-1' });
    expect(app.unsupported).toMatchObject([{ logicalId: 'Bad', type: 'Output' }]);
  });

  test('Ref: a resource that nothing plays lends its name and ARN', () => {
    const template = { Resources: { Feed: { Type: 'AWS::Kinesis::Stream' } } };
    expect(
      variablesOf({ A: { Ref: 'Feed' }, B: { 'Fn::GetAtt': ['Feed', 'Arn'] } }, template),
    ).toEqual({ A: 'S-Feed', B: 'arn:aws:kinesis:us-east-1:000000000000:S-Feed' });
  });

  test('GetAtt: an address of a resource that nothing plays leads nowhere (RFC 2606)', () => {
    const template = { Resources: { Search: { Type: 'AWS::OpenSearchService::Domain' } } };
    const of = (name: string) => ({ 'Fn::GetAtt': ['Search', name] });
    expect(
      variablesOf({ A: of('DomainEndpoint'), B: of('Endpoint.Address'), C: of('Url') }, template),
    ).toEqual({ A: 's-search.invalid', B: 's-search.invalid', C: 'https://s-search.invalid' });
  });

  test('GetAtt: an event bus has the ARN of its name', () => {
    const template = {
      Resources: { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } } },
    };
    expect(
      variablesOf({ A: { Ref: 'Bus' }, B: { 'Fn::GetAtt': ['Bus', 'Arn'] } }, template),
    ).toEqual({
      A: 'orders',
      B: 'arn:aws:events:us-east-1:000000000000:event-bus/orders',
    });
  });

  test('readAssembly: a folder that is no assembly is named with what to do', () => {
    expect(() => readFrom('/nowhere/cdk.out')).toThrow(/\/nowhere\/cdk\.out.*Synthesize again/);
  });
});
