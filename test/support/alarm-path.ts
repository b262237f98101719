import type { Resource, Statement, StageTemplate } from './template.ts';

interface PolicyStatement extends Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';

/** What CloudWatch may not do of what an alarm needs, for each way from an alarm to a topic. */
export function brokenAlarmPaths(template: Pick<StageTemplate, 'find'>): string[] {
  const joined = template.find('AWS::CloudWatch::CompositeAlarm');
  const alarms = [...template.find('AWS::CloudWatch::Alarm'), ...joined];
  return alarms.flatMap(([alarm, { Properties }]) => {
    const targets = ['AlarmActions', 'OKActions'].flatMap(
      (kind) => (Properties[kind] ?? []) as { readonly Ref?: string }[],
    );
    if (targets.length === 0) return isPartOf(alarm, joined) ? [] : [`${alarm} tells nobody`];
    return targets.flatMap(({ Ref = '' }) =>
      brokenSteps(Ref, template).map((problem) => `${alarm}: ${problem}`),
    );
  });
}

/** Whether an alarm that joins others looks at this one, and tells in its place. */
const isPartOf = (alarm: string, joined: readonly [string, Resource][]) =>
  joined.some(([, { Properties }]) =>
    JSON.stringify(Properties['AlarmRule']).includes(`{"Fn::GetAtt":["${alarm}","Arn"]}`),
  );

function brokenSteps(topicId: string, { find }: Pick<StageTemplate, 'find'>): string[] {
  const topic = find('AWS::SNS::Topic').find(([id]) => id === topicId)?.[1];
  if (!topic) return [`${topicId} is no topic of this stack`];
  const policies = find('AWS::SNS::TopicPolicy').filter(([, { Properties }]) =>
    (Properties['Topics'] as { Ref?: string }[]).some(({ Ref }) => Ref === topicId),
  );
  // Without a policy of its own a topic has AWS's, which lets alarms of the account publish.
  const publish = policies.flatMap(([, { Properties }]) =>
    statementsOf(Properties['PolicyDocument']),
  );
  const problems =
    policies.length === 0 || publish.some((one) => allows(one, 'sns:Publish'))
      ? []
      : [`${topicId} lets CloudWatch not publish`];
  const key = topic.Properties['KmsMasterKeyId'];
  return key === undefined ? problems : [...problems, ...brokenKey(key, find)];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
function brokenKey(key: unknown, find: StageTemplate['find']): string[] {
  const found = find('AWS::KMS::Key').find(([name]) => JSON.stringify(key).includes(`"${name}"`));
  if (!found) return [`the key ${JSON.stringify(key)} is not of this stack: AWS's own refuses`];
  const statements = statementsOf(found[1].Properties['KeyPolicy']);
  return ['kms:Decrypt', 'kms:GenerateDataKey*']
    .filter((action) => !statements.some((one) => allows(one, action)))
    .map((action) => `the key ${found[0]} refuses CloudWatch ${action}`);
}

const statementsOf = (document: unknown) =>
  (document as { readonly Statement: readonly PolicyStatement[] }).Statement;

function allows({ Effect, Principal, Action, Condition = {} }: PolicyStatement, action: string) {
  const { Service = [] } = (Principal ?? {}) as { readonly Service?: string | readonly string[] };
  const conditions = Object.values(Condition).flatMap((one) => Object.entries(one));
  return (
    Effect === 'Allow' &&
    [Service].flat().includes(CLOUDWATCH) &&
    [Action].flat().includes(action) &&
    // Nobody else's alarms, and nothing that an alarm does not say of itself.
    conditions.length > 0 &&
    conditions.every(([key]) => ['aws:SourceAccount', 'aws:SourceArn'].includes(key))
  );
}
