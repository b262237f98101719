import { origin } from '../template/ids.ts';
import { knownTexts } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { toFunctionArn } from './AWS.Lambda.Version.ts';

/**
 * One statement of a function's resource policy. One whose function or source has no value on this
 * machine is left out: nothing here can be meant by it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export const functionPermission: ResourceType = {
  ref: (resource) => resource.logicalId,
  attributes: {},
  read(resource, parts) {
    const [functionName] = knownTexts(resource, 'FunctionName');
    const [principal] = knownTexts(resource, 'Principal');
    const [action = 'lambda:InvokeFunction'] = knownTexts(resource, 'Action');
    const sourceArn = restriction(resource, 'SourceArn');
    const sourceAccount = restriction(resource, 'SourceAccount');
    if (functionName === undefined || principal === undefined) return;
    if (sourceArn === undefined || sourceAccount === undefined) return;
    const functionArn = toFunctionArn(resource, functionName);
    const permission = { functionArn, action, principal, sourceArn, sourceAccount };
    parts.functionPermissions.push({ ...origin(resource), ...permission });
  },
};

/** Null without one, undefined when it has no value here. */
function restriction(resource: Resource, property: string): string | null | undefined {
  if (resource.raw(property) === undefined) return null;
  const [value] = knownTexts(resource, property);
  return value === '' ? null : value;
}
