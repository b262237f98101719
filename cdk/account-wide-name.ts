import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for a thing of CloudFront: its names are those of the whole account, and CDK's own hold no region, so
 * that a stage could not stand in a second one.
 * @param what tells it from others of the stack
 */
export function accountWideName(scope: Construct, what: string): string {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${what}-${region}`;
}
