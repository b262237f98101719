import { createHash, createHmac } from 'node:crypto';
import type { Resource } from './types.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id in AWS's look that stays the same from start to start. */
export function stableId(resource: Resource, purpose: string, length: number): string {
  const name = `${resource.stackName}/${resource.logicalId}/${purpose}`;
  return letters(createHash('sha512').update(name).digest(), length);
}

/** As stableId, but nobody can tell it without the data folder's seed. */
export function secretId(resource: Resource, purpose: string, length: number): string {
  const name = `${resource.stackName}/${resource.logicalId}/${purpose}`;
  return letters(
    createHmac('sha512', resource.environment.secretSeed).update(name).digest(),
    length,
  );
}

/**
 * The name CloudFormation would give, without its random end: `<stack>-<logical id>`, shortened with
 * a hash when longer than the service allows.
 */
export function physicalName(resource: Resource, maxLength = 255): string {
  const name = `${resource.stackName}-${resource.logicalId}`;
  if (name.length <= maxLength) return name;
  return `${name.slice(0, maxLength - 9)}-${stableId(resource, 'name', 8)}`;
}

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export function arn(resource: Resource, service: string, rest: string): string {
  const { region, accountId } = resource.environment;
  return `arn:aws:${service}:${region}:${accountId}:${rest}`;
}

/** `name` of a function's ARN, with or without a qualifier. */
export function functionNameOf(functionArn: string): string {
  return functionArn.split(':')[6] ?? functionArn;
}

/** Where a resource comes from, as the model's parts carry it. */
export function origin(resource: Resource): { stackName: string; logicalId: string } {
  return { stackName: resource.stackName, logicalId: resource.logicalId };
}

function letters(bytes: Buffer, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET.charAt(byte % 36)).join('');
}
