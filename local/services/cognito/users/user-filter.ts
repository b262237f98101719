import { invalidParameter } from '../protocol/errors.ts';
import type { UserFilter } from '../store/user-search.ts';

const SEARCHABLE = new Set([
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
]);

const FORM = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

/**
 * Reads the Filter of ListUsers: `name = "value"` or `name ^= "prefix"`; null for an empty one.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html
 * @throws CognitoError InvalidParameterException
 */
export function parseFilter(text: string): UserFilter | null {
  if (text.trim() === '') return null;
  const [, attribute = '', operator = '', value = ''] = FORM.exec(text) ?? [];
  if (attribute === '') throw invalidParameter('Error while parsing filter: invalid syntax.');
  if (!SEARCHABLE.has(attribute)) {
    throw invalidParameter(`Error while parsing filter: ${attribute} is not searchable.`);
  }
  const plain = value.replaceAll(/\\(.)/g, '$1');
  return {
    attribute,
    operator: operator === '=' ? '=' : '^=',
    // The only values that compare without case.
    value: attribute === 'cognito:user_status' ? plain.toUpperCase() : plain,
  };
}
