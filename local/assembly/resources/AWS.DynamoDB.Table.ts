import { tableType } from './read/table.ts';
import { number, record } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table = tableType((properties) => {
  const onDemand = properties['BillingMode'] === 'PAY_PER_REQUEST';
  const throughput = (holder: Record<string, unknown>): Record<string, unknown> => {
    if (onDemand) return {};
    const given = record(holder['ProvisionedThroughput']);
    const ReadCapacityUnits = number(given['ReadCapacityUnits'], 5);
    const WriteCapacityUnits = number(given['WriteCapacityUnits'], 5);
    return { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } };
  };
  return {
    table: { BillingMode: onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED', ...throughput(properties) },
    index: throughput,
  };
});
