import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arn, origin, physicalName } from '../template/ids.ts';
import type { Parts, Resource, ResourceType } from '../template/types.ts';
import { number, record, requiredText, text, textMap } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  ref: functionName,
  attributes: { Arn: functionArn },
  read(resource, parts) {
    const runtime = text(resource.get('Runtime')) ?? 'container image';
    if (!runtime.startsWith('nodejs')) {
      unsupported(resource, parts, runtime, 'Only nodejs runtimes run here.');
      return;
    }
    const codeFolder = findCode(resource);
    if (codeFolder === null) {
      unsupported(resource, parts, 'archive', 'Its code must be a folder asset or inline text.');
      return;
    }
    parts.functions.push({
      ...origin(resource),
      functionName: functionName(resource),
      arn: functionArn(resource),
      ...(resource.constructPath !== null && { constructPath: resource.constructPath }),
      codeFolder,
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

function findCode(resource: Resource): string | null {
  const given = resource.get('Code');
  const code = record(given);
  const inline = text(code['ZipFile']);
  if (inline !== undefined) return writeInline(resource, inline);
  // A path, as `aws cloudformation package` takes it.
  const path = typeof given === 'string' ? given : undefined;
  const key = path ?? requiredText(code['S3Key']);
  // CDK names its assets by their hash; anything else was put into a bucket by somebody else.
  if (path === undefined && !/[0-9a-f]{64}/.test(key)) return null;
  const folder = resource.asset(key);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : null;
}

/** Lambda puts inline code into index.js; the file's own package.json keeps ours from ruling it. */
function writeInline(resource: Resource, source: string): string {
  const folder = join(resource.environment.codeFolder, functionName(resource));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), source);
  writeFileSync(join(folder, 'package.json'), '{}\n');
  return folder;
}

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
