import { arn, origin, physicalName } from '../template/ids.ts';
import type { Parts, Resource, ResourceType } from '../template/types.ts';
import { number, record, requiredText, text, textMap } from '../template/values.ts';
import { layersOf } from './AWS.Lambda.LayerVersion.ts';
import { findFunctionCode } from './read/function-code.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  ref: functionName,
  attributes: { Arn: functionArn },
  read(resource, parts) {
    const runtime = text(resource.get('Runtime')) ?? 'container image';
    if (!/^(?:nodejs|python)\d/.test(runtime)) {
      unsupported(resource, parts, runtime, 'Only nodejs and python runtimes run here.');
      return;
    }
    const codeFolder = findFunctionCode(resource, functionName(resource), runtime);
    if (codeFolder === null) {
      unsupported(resource, parts, 'archive', 'Its code must be an asset or inline text.');
      return;
    }
    const { folders: layers } = layersOf(resource);
    parts.functions.push({
      ...origin(resource),
      functionName: functionName(resource),
      arn: functionArn(resource),
      ...(resource.constructPath !== null && { constructPath: resource.constructPath }),
      codeFolder,
      ...(layers.length > 0 && { layers }),
      handler: text(resource.get('Handler')) ?? 'index.handler',
      runtime,
      timeout: number(resource.get('Timeout'), 3),
      memorySize: number(resource.get('MemorySize'), 128),
      environment: textMap(record(resource.get('Environment'))['Variables']),
      roleArn: requiredText(resource.get('Role')),
      deadLetterArn: text(record(resource.get('DeadLetterConfig'))['TargetArn']) ?? null,
    });
  },
};

function unsupported(resource: Resource, parts: Parts, kind: string, rule: string): void {
  parts.unsupported.push({
    ...origin(resource),
    type: `${resource.type} (${kind})`,
    consequence: `${rule} Calls of it answer ResourceNotFoundException.`,
  });
}

function functionName(resource: Resource): string {
  return text(resource.get('FunctionName')) ?? physicalName(resource, 64);
}

function functionArn(resource: Resource): string {
  return arn(resource, 'lambda', `function:${functionName(resource)}`);
}
