import { describe, expect, test } from 'vitest';
import { STAGE_NAMES } from '../../cdk/stages.ts';
import { templateOf } from '../support/template.ts';

/**
 * What CloudFormation takes of a template, which cannot be raised but for the resources of an account.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const QUOTAS = { Resources: 500, Outputs: 200, Parameters: 200, Mappings: 200 } as const;
const MOST_BYTES = 1_048_576; // 1 MB, from S3, where the CDK puts it
const MOST_NAME = 255; // characters of a logical id

/** There is to be room for what comes: whoever passes this splits the stack before AWS asks for it. */
const FULL = 0.85;

const TEMPLATES = STAGE_NAMES.flatMap((stage) =>
  Object.values(templateOf(stage, { withPages: true }).stacks).map(
    (stack) => [stack.stackName, stack] as const,
  ),
);

describe.each(TEMPLATES)('the template of %s', (_name, stack) => {
  const { stackName: _of, ...template } = stack;
  const json = template as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  test.each(Object.entries(QUOTAS))('has far fewer %s than AWS takes', (section, most) => {
    expect(Object.keys(json[section] ?? {}).length).toBeLessThan(most * FULL);
  });

  test('is far from the size that AWS takes', () => {
    const bytes = Buffer.byteLength(JSON.stringify(json));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_BYTES * FULL);
  });

  test('has names of resources that AWS takes', () => {
    const ids = Object.keys(json['Resources'] ?? {});
    expect(ids.filter((id) => id.length > MOST_NAME || !/^[A-Za-z0-9]+$/u.test(id))).toEqual([]);
  });
});

/** What else AWS would refuse in the middle of a deployment, of all resources of a type in every stage. */
const ALL = STAGE_NAMES.map((stage) => [stage, templateOf(stage, { withPages: true })] as const);

type Properties = Readonly<Record<string, unknown>>;

/** As long as what CloudFormation puts in the place of a reference can be: an ARN with a stack's name in it. */
const REFERENCE = 'x'.repeat(140);
const lengthOf = (value: unknown): number =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' &&
    part !== null &&
    ['Ref', 'Fn::GetAtt'].includes(Object.keys(part)[0] ?? '')
      ? REFERENCE
      : part,
  ).length;

describe.each(ALL)('what %s asks of a service', (_stage, { find }) => {
  const each = (type: string, check: (properties: Properties, id: string) => void) => {
    const found = find(type);
    for (const [id, { Properties }] of found) check(Properties, id);
    return found.length;
  };

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  test('alarms look at 10 metrics and a day at most, and tell 5', () => {
    each('AWS::CloudWatch::Alarm', ({ Metrics = [], Period, EvaluationPeriods, ...rest }, id) => {
      const metrics = (Metrics as readonly { readonly MetricStat?: { readonly Period: number } }[])
        .map(({ MetricStat }) => MetricStat)
        .filter((stat) => stat !== undefined);
      expect([id, metrics.length]).toEqual([id, expect.toSatisfy((count) => count <= 10)]);
      const periods = [Number(Period ?? 0), ...metrics.map((stat) => stat.Period)];
      expect(Math.max(...periods) * Number(EvaluationPeriods)).toBeLessThanOrEqual(86_400);
      expect(Math.max(...periods)).toBeGreaterThan(0);
      expect((rest['AlarmActions'] as unknown[] | undefined) ?? []).toHaveProperty(
        'length',
        expect.toSatisfy((count: number) => count <= 5),
      );
      expect(String(rest['AlarmDescription']).length).toBeLessThanOrEqual(1_024);
    });
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
  test('alarms that join others have a rule of 10,240 characters at most', () => {
    each('AWS::CloudWatch::CompositeAlarm', ({ AlarmRule }) => {
      expect(lengthOf(AlarmRule)).toBeLessThanOrEqual(10_240);
    });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  test('a role has inline policies of 10,240 characters at most', () => {
    const lengths = new Map<string, number>();
    const found = each('AWS::IAM::Policy', ({ Roles, PolicyDocument }) => {
      for (const role of Roles as readonly unknown[]) {
        const name = JSON.stringify(role);
        lengths.set(name, (lengths.get(name) ?? 0) + lengthOf(PolicyDocument));
      }
    });
    expect(found).toBeGreaterThan(20);
    expect([...lengths].filter(([, length]) => length > 10_240)).toEqual([]);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  test('a function has an environment of 4 KB and a description of 256 characters at most', () => {
    const found = each('AWS::Lambda::Function', ({ Environment, Description = '' }) => {
      const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Properties };
      expect(lengthOf(Variables)).toBeLessThanOrEqual(4_096);
      expect(String(Description).length).toBeLessThanOrEqual(256);
    });
    expect(found).toBeGreaterThan(20);
  });

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
  test('a table has 20 indexes at most, with 100 attributes beside keys in all', () => {
    each('AWS::DynamoDB::GlobalTable', ({ GlobalSecondaryIndexes = [] }) => {
      const indexes = GlobalSecondaryIndexes as readonly {
        readonly Projection: { readonly NonKeyAttributes?: readonly string[] };
      }[];
      expect(indexes.length).toBeLessThanOrEqual(20);
      const projected = indexes.flatMap(({ Projection }) => Projection.NonKeyAttributes ?? []);
      expect(projected.length).toBeLessThanOrEqual(100);
    });
  });

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
  test('a saved query reads 50 logs at most', () => {
    each('AWS::Logs::QueryDefinition', ({ LogGroupNames = [] }) => {
      expect((LogGroupNames as unknown[]).length).toBeLessThanOrEqual(50);
    });
  });
});
