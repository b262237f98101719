import { arn, physicalName } from '../template/ids.ts';
import { record, requiredText, text } from '../template/values.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { resolved } from '../policies/policy-document.ts';
import { findCode } from './read/function-code.ts';

/**
 * Read by the functions that have it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html
 */
export const layerVersion: ResourceType = {
  ref: layerArn,
  attributes: { LayerVersionArn: layerArn },
};

function layerArn(resource: Resource): string {
  const name = text(resource.get('LayerName')) ?? physicalName(resource, 140);
  return arn(resource, 'lambda', `layer:${name}:1`);
}

/** What a function has of its layers: folders of those in the assembly, and ARNs of the others. */
export function layersOf(resource: Resource): {
  readonly folders: readonly string[];
  readonly unknown: readonly string[];
} {
  const folders: string[] = [];
  const unknown: string[] = [];
  const given = resource.raw('Layers');
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const own = resource.ofType('AWS::Lambda::LayerVersion');
  for (const one of all) {
    const name = text(resolved(resource, one)) ?? '';
    const layer = own.find((other) => other.ref() === name);
    const folder = layer
      ? findCode(layer, requiredText(record(layer.get('Content'))['S3Key']))
      : null;
    if (folder === null) unknown.push(name);
    else folders.push(folder);
  }
  return { folders, unknown };
}
