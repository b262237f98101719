import { isObject } from '../../shared/is-object.ts';
import type { Resource } from './types.ts';
import { text } from './values.ts';

/**
 * The value of `secretsmanager:<name or ARN>:SecretString:<key>::` where a stack of the assembly makes the secret;
 * else undefined.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export function secretReference(
  reference: string,
  ofType: (type: string) => readonly Resource[],
): string | undefined {
  const [, id = '', key = ''] =
    /^secretsmanager:(.+?)(?::SecretString(?::([^:]*))?(?::.*)?)?$/.exec(reference) ?? [];
  const own = ofType('AWS::SecretsManager::Secret').find(
    (resource) => id === resource.ref() || id === resource.get('Name'),
  );
  const value = own?.attribute('SecretString');
  if (typeof value !== 'string' || key === '') return typeof value === 'string' ? value : undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? text(parsed[key]) : undefined;
  } catch {
    return undefined;
  }
}
