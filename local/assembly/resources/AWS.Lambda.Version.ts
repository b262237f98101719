import { arn } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText } from '../template/values.ts';

/**
 * A version or alias stands for the function itself: one machine has one code.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 */
export const functionVersion: ResourceType = {
  ref: unqualifiedArn,
  attributes: { FunctionArn: unqualifiedArn, Version: () => '$LATEST' },
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const functionAlias: ResourceType = {
  ref: unqualifiedArn,
  attributes: { AliasArn: unqualifiedArn },
};

function unqualifiedArn(resource: Resource): string {
  return toFunctionArn(resource, requiredText(resource.get('FunctionName')));
}

/** ARN of a function given by name, `name:qualifier` or ARN. */
export function toFunctionArn(resource: Resource, nameOrArn: string): string {
  const name = nameOrArn.startsWith('arn:') ? (nameOrArn.split(':')[6] ?? '') : nameOrArn;
  return arn(resource, 'lambda', `function:${name.split(':')[0] ?? ''}`);
}
