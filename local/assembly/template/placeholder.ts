import { arn, physicalName } from './ids.ts';
import type { Resource } from './types.ts';

/**
 * What references to a resource that nothing plays here give: its name, its ARN, its id in AWS's
 * look, an address that no resolver knows, a text for any answer of a custom resource, so that an app
 * which only passes them around still starts.
 * Any other attribute is unknown.
 */
export function placeholderRef(resource: Resource): string {
  return REFS_THAT_ARE_ARNS.has(resource.type) ? placeholderArn(resource) : physicalName(resource);
}

/** What Fn::GetAtt gives of such a resource; undefined for what has no form to tell it by. */
export function placeholderAttribute(resource: Resource, name: string): string | undefined {
  if (name === 'Arn' || name.endsWith('Arn')) return placeholderArn(resource);
  if (/(Endpoint|Address|DomainName|Dns\.\w+)$/.test(name)) return nowhere(resource);
  if (/ur[il]$/i.test(name)) return `https://${nowhere(resource)}`;
  if (name.endsWith('Id') || name.endsWith('Name')) return physicalName(resource);
  // What a custom resource answers only its own function knows.
  return isCustomResource(resource) ? `${physicalName(resource)}-${name}` : undefined;
}

/** Made by a function of the app, or of CDK, that CloudFormation calls at the deployment. */
export function isCustomResource({ type }: Pick<Resource, 'type'>): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** A host under the top-level domain that RFC 2606 keeps from ever being there. */
function nowhere(resource: Resource): string {
  return `${physicalName(resource, 63).toLowerCase()}.invalid`;
}

const REFS_THAT_ARE_ARNS = new Set([
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
  'AWS::Lambda::LayerVersion',
]);

function placeholderArn(resource: Resource): string {
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'unknown';
  return arn(resource, service, physicalName(resource));
}
