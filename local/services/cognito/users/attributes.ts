import type { UserPoolClient } from '../../../assembly/model.ts';
import { invalidParameter, notAuthorized } from '../protocol/errors.ts';
import type { AttributeDefinition, Pool } from '../pool/pool.ts';
import { listOf } from './properties.ts';
import { list, object, optional, string } from '../protocol/shape.ts';
import type { User } from '../store/users.ts';

/** A name and value as the API writes attributes. */
export interface AttributeInput {
  readonly Name: string;
  readonly Value?: string | undefined;
}

/** Input check of an attribute's name. */
export const attributeName = string({
  min: 1,
  max: 32,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
});

/** Input check of UserAttributes. */
export const attributeList = list(
  object({ Name: attributeName, Value: optional(string({ max: 2048, sensitive: true })) }),
);

/** Attributes whose value only Cognito or an admin sets. */
const VERIFIED_FLAGS = new Set(['email_verified', 'phone_number_verified']);

/**
 * Checks attributes against the pool's schema.
 * @param current null when the user is being made
 * @param client the app client that writes; null for admin calls
 * @throws CognitoError InvalidParameterException, NotAuthorizedException
 */
export function readAttributes(
  pool: Pool,
  input: readonly AttributeInput[],
  current: User | null,
  client: UserPoolClient | null,
): Map<string, string> {
  const result = new Map<string, string>();
  for (const { Name: name, Value: value = '' } of input) {
    const definition = definitionOf(pool, name);
    if (client !== null && !mayWrite(client, name)) {
      throw notAuthorized('A client attempted to write unauthorized attribute');
    }
    if (current !== null && !definition.mutable && current.attributes.get(name) !== value) {
      throw schemaError(`user.${name}: Attribute cannot be updated.\n`);
    }
    if (result.has(name)) throw invalidParameter(`Attribute ${name} is given more than once.`);
    checkValue(definition, value);
    result.set(name, value);
  }
  markUnverified(result, current);
  return result;
}

/** @throws CognitoError InvalidParameterException when a required attribute is missing */
export function requireAttributes(pool: Pool, attributes: ReadonlyMap<string, string>): void {
  const missing = missingAttributes(pool, attributes);
  if (missing.length === 0) return;
  throw schemaError(missing.map((name) => `${name}: The attribute is required`).join('; '));
}

/** Names of required attributes without a value. */
export function missingAttributes(
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
): readonly string[] {
  return [...pool.schema.values()]
    .filter(({ required, name }) => required && name !== 'sub' && !attributes.has(name))
    .map(({ name }) => name);
}

/**
 * Checks names to be deleted.
 * @throws CognitoError InvalidParameterException, NotAuthorizedException
 */
export function readAttributeNames(
  pool: Pool,
  names: readonly string[],
  client: UserPoolClient | null,
): Map<string, null> {
  for (const name of names) {
    const definition = definitionOf(pool, name);
    if (definition.required) throw schemaError(`user.${name}: Attribute cannot be deleted.\n`);
    if (!definition.mutable) throw schemaError(`user.${name}: Attribute cannot be updated.\n`);
    if (client !== null && !mayWrite(client, name)) {
      throw notAuthorized('A client attempted to write unauthorized attribute');
    }
  }
  const flags = names.map((name) => `${name}_verified`).filter((name) => VERIFIED_FLAGS.has(name));
  return new Map([...names, ...flags].map((name) => [name, null]));
}

/** The user's attributes in API form, `sub` first. */
export function writeAttributes(user: User, only?: (name: string) => boolean): AttributeInput[] {
  const all = [['sub', user.sub] as const, ...user.attributes];
  return all
    .filter(([name]) => only === undefined || name === 'sub' || only(name))
    .map(([name, value]) => ({ Name: name, Value: value }));
}

/** Whether tokens and GetUser show an attribute to the client. */
export function mayRead(client: UserPoolClient, name: string): boolean {
  if (name.startsWith('dev:')) return false;
  const readable = listOf(client.properties['ReadAttributes']);
  return readable.length === 0 || readable.includes(name);
}

function mayWrite(client: UserPoolClient, name: string): boolean {
  if (name.startsWith('dev:') || VERIFIED_FLAGS.has(name)) return false;
  const writable = listOf(client.properties['WriteAttributes']);
  return writable.length === 0 || writable.includes(name);
}

function definitionOf(pool: Pool, name: string): AttributeDefinition {
  if (name === 'sub') throw invalidParameter('Cannot modify the non-mutable attribute sub');
  const definition = pool.schema.get(name);
  if (definition === undefined) {
    throw schemaError(`Type for attribute {${name}} could not be determined`);
  }
  return definition;
}

const EMAIL_FORM = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const PHONE_FORM = /^\+\d{1,15}$/;
const typeForms: Readonly<Record<AttributeDefinition['type'], RegExp>> = {
  String: /^/,
  Number: /^-?\d+$/,
  Boolean: /^(true|false)$/,
  DateTime: /^\d+$/,
};

function checkValue(definition: AttributeDefinition, value: string): void {
  const { name, type, min, max } = definition;
  // An empty text is how clients clear an optional attribute.
  if (value === '' && type === 'String' && !definition.required) return;
  if (name === 'email' && !EMAIL_FORM.test(value)) {
    throw invalidParameter('Invalid email address format.');
  }
  if (name === 'phone_number' && !PHONE_FORM.test(value)) {
    throw invalidParameter('Invalid phone number format.');
  }
  if (!typeForms[type].test(value)) {
    throw schemaError(`${name}: The attribute ${name} is not of type ${type}`);
  }
  const size = type === 'String' ? value.length : Number(value);
  const unit = type === 'String' ? 'length' : 'value';
  if (min !== null && size < min) {
    throw schemaError(`${name}: ${type} must have a ${unit} of at least ${String(min)}`);
  }
  if (max !== null && size > max) {
    throw schemaError(`${name}: ${type} must have a ${unit} of at most ${String(max)}`);
  }
}

/** A new address is unverified unless the same call says otherwise. */
function markUnverified(attributes: Map<string, string>, current: User | null): void {
  for (const name of ['email', 'phone_number']) {
    const value = attributes.get(name);
    const flag = `${name}_verified`;
    if (value === undefined || attributes.has(flag)) continue;
    if (current?.attributes.get(name) !== value) attributes.set(flag, 'false');
  }
}

function schemaError(detail: string) {
  return invalidParameter(`Attributes did not conform to the schema: ${detail}`);
}
