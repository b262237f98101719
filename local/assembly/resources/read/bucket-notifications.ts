import type { BucketNotification } from '../../model.ts';
import { list, record, requiredText, text, texts } from '../../template/values.ts';

/** Where CloudFormation and S3's API name the target. */
const KINDS = [
  ['LambdaConfigurations', 'LambdaFunctionConfigurations', 'Function', 'LambdaFunctionArn'],
  ['QueueConfigurations', 'QueueConfigurations', 'Queue', 'QueueArn'],
  ['TopicConfigurations', 'TopicConfigurations', 'Topic', 'TopicArn'],
] as const;

/** Whom a bucket tells, of CloudFormation's form or of S3's API, which CDK's custom resource has. */
export function readNotifications(configuration: unknown): BucketNotification[] {
  const given = record(configuration);
  return KINDS.flatMap(([name, ofApi, target, arn]) =>
    list(given[name] ?? given[ofApi]).map((item, index) => {
      const one = record(item);
      const { Event, Events, Id, Filter } = one;
      const { Key, S3Key } = record(Filter);
      const rules = list(record(Key ?? S3Key)['FilterRules'] ?? record(S3Key)['Rules']).map(record);
      const valueOf = (rule: string): string =>
        text(rules.find(({ Name }) => text(Name)?.toLowerCase() === rule)?.['Value']) ?? '';
      return {
        id: text(Id) ?? `${target}${index}`,
        targetArn: requiredText(one[target] ?? one[arn]),
        events: Events === undefined ? [requiredText(Event)] : texts(Events),
        prefix: valueOf('prefix'),
        suffix: valueOf('suffix'),
      };
    }),
  );
}
