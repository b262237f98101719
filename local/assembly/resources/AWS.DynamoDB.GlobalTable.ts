import { tableType } from './read/table.ts';

/**
 * CDK's TableV2; only the replica of the engine's region exists. Its capacity is given by scaling
 * settings, which say nothing on one machine: every such table is on demand.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export const globalTable = tableType(() => ({
  table: { BillingMode: 'PAY_PER_REQUEST' },
  index: () => ({}),
}));
