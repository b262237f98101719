import { LocalError } from '../../shared/errors.ts';
import { isObject } from '../../shared/is-object.ts';
import { list, requiredText, text } from './values.ts';

/** What a value inside one stack may point to. */
export interface Scope {
  readonly stackName: string;
  readonly region: string;
  /** What the value of a parameter can be given by; null when there is no such parameter. */
  nameOutside(parameter: string): string | null;
  /** Value of a parameter, pseudo parameter or resource; null when there is no such name. */
  reference(name: string): unknown;
  /** Attribute of a resource; null when there is no such resource or attribute. */
  attribute(logicalId: string, name: string): unknown;
  /** Whether a named condition holds; null when there is none. */
  condition(name: string): boolean | null;
  mapping(map: string, first: string, second: string): unknown;
  exported(name: string): unknown;
  stackOutput(stackName: string, output: string): unknown;
  /** Value in the Parameter Store. */
  ssmParameter(name: string): unknown;
  /** Value given for a whole dynamic reference, `secretsmanager:name:SecretString`. */
  dynamicReference(name: string): unknown;
}

/** Marks a property that `AWS::NoValue` removes. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Path = readonly string[];
type Intrinsic = (argument: unknown, scope: Scope, path: Path) => unknown;

/** CloudFormation's functions. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, path) => reference(requiredText(argument), scope, path),
  'Fn::GetAtt': getAtt,
  'Fn::Join': (argument, scope, path) => {
    const [separator, items] = list(argument);
    const joined = list(resolve(items, scope, path))
      .map(requiredText)
      .join(requiredText(separator));
    return withDynamicReferences(joined, scope, path);
  },
  'Fn::Sub': sub,
  'Fn::Select': (argument, scope, path) => {
    const [index, items] = list(resolve(argument, scope, path));
    const item = list(items)[Number(index)];
    return item ?? unresolved(scope, path, `Fn::Select has no item ${requiredText(index)}`);
  },
  'Fn::Split': (argument, scope, path) => {
    const [separator, source] = list(resolve(argument, scope, path));
    return requiredText(source).split(requiredText(separator));
  },
  'Fn::Base64': (argument, scope, path) =>
    Buffer.from(requiredText(resolve(argument, scope, path))).toString('base64'),
  'Fn::FindInMap': (argument, scope, path) => {
    const [map, first, second, options] = list(resolve(argument, scope, path));
    const [name, top, key] = [requiredText(map), requiredText(first), requiredText(second)];
    const found = scope.mapping(name, top, key) ?? asRecord(options)['DefaultValue'];
    return found ?? unresolved(scope, path, `Mappings has no ${name}.${top}.${key}`);
  },
  'Fn::ImportValue': (argument, scope, path) => {
    const name = requiredText(resolve(argument, scope, path));
    const value = scope.exported(name);
    return value ?? notGiven(scope, path, `no stack of the assembly exports ${name}`, name);
  },
  'Fn::GetStackOutput': (argument, scope, path) => {
    const { StackName, OutputName } = asRecord(resolve(argument, scope, path));
    const value = scope.stackOutput(requiredText(StackName), requiredText(OutputName));
    const name = `${requiredText(StackName)}.${requiredText(OutputName)}`;
    return value ?? notGiven(scope, path, `no stack of the assembly has the output ${name}`, name);
  },
  'Fn::GetAZs': (_argument, scope) => ['a', 'b', 'c'].map((zone) => scope.region + zone),
  'Fn::ToJsonString': (argument, scope, path) => JSON.stringify(resolve(argument, scope, path)),
  'Fn::Length': (argument, scope, path) => list(resolve(argument, scope, path)).length,
  'Fn::If': (argument, scope, path) => {
    const [name, yes, no] = list(argument);
    return resolve(condition(requiredText(name), scope, path) ? yes : no, scope, path);
  },
  'Fn::Equals': (argument, scope, path) => {
    const [left, right] = list(resolve(argument, scope, path));
    return text(left) === text(right);
  },
  'Fn::And': (argument, scope, path) => tests(argument, scope, path).every(Boolean),
  'Fn::Or': (argument, scope, path) => tests(argument, scope, path).some(Boolean),
  'Fn::Not': (argument, scope, path) => !tests(argument, scope, path)[0],
};

/**
 * A template value with every intrinsic in it replaced by its local value.
 * @param path where the value stands, for messages: logical id, then property names
 * @throws LocalError ERR_UNRESOLVED_INTRINSIC
 */
export function resolve(value: unknown, scope: Scope, path: Path): unknown {
  if (typeof value === 'string') return withDynamicReferences(value, scope, path);
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolve(item, scope, [...path, String(index)]))
      .filter((item) => item !== NO_VALUE);
  }
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const [only] = keys;
  if (only !== undefined && keys.length === 1) {
    const intrinsic = INTRINSICS[only];
    if (intrinsic) return intrinsic(value[only], scope, path);
    if (only.startsWith('Fn::')) {
      return unresolved(scope, path, `the function ${only} is not supported`);
    }
  }
  const resolved: Record<string, unknown> = {};
  for (const key of keys) {
    const item = resolve(value[key], scope, [...path, key]);
    if (item !== NO_VALUE) resolved[key] = item;
  }
  return resolved;
}

/** Whether a condition expression (an entry of Conditions, or one nested in it) holds. */
export function holds(expression: unknown, scope: Scope, path: Path): boolean {
  if (isObject(expression) && typeof expression['Condition'] === 'string') {
    return condition(expression['Condition'], scope, path);
  }
  return text(resolve(expression, scope, path)) === 'true';
}

function tests(argument: unknown, scope: Scope, path: Path): boolean[] {
  return list(argument).map((expression) => holds(expression, scope, path));
}

function condition(name: string, scope: Scope, path: Path): boolean {
  return scope.condition(name) ?? unresolved(scope, path, `there is no condition ${name}`);
}

function reference(name: string, scope: Scope, path: Path): unknown {
  const value = scope.reference(name);
  if (value !== undefined && value !== null) return value;
  const outside = scope.nameOutside(name);
  if (outside === null) return unresolved(scope, path, `Ref names ${name}, which is not there`);
  return notGiven(scope, path, `the parameter ${outside} has no value on this machine`, outside);
}

function getAtt(argument: unknown, scope: Scope, path: Path): unknown {
  const [logicalId = '', ...rest] =
    typeof argument === 'string' ? argument.split('.') : list(argument);
  const id = requiredText(logicalId);
  const name = rest.map((item) => requiredText(resolve(item, scope, path))).join('.');
  const value = scope.attribute(id, name);
  return value ?? unresolved(scope, path, `Fn::GetAtt names ${id}.${name}, which is not known`);
}

function sub(argument: unknown, scope: Scope, path: Path): string {
  const [template, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const variables = asRecord(resolve(own, scope, path));
  const filled = requiredText(template).replace(
    /\$\{(!?)([^}]+)\}/g,
    (_match, literal: string, written: string) => {
      if (literal) return `\${${written}}`;
      const name = written.trim();
      if (Object.hasOwn(variables, name)) return requiredText(variables[name]);
      const value = name.includes('.') ? getAtt(name, scope, path) : reference(name, scope, path);
      return requiredText(value);
    },
  );
  return withDynamicReferences(filled, scope, path);
}

/**
 * `{{resolve:ssm:name}}` asks AWS at deployment; here only the app's own parameters, and values that
 * are given, can answer. A text that a function goes on building may hold one by halves.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function withDynamicReferences(value: string, scope: Scope, path: Path): string {
  if (!value.includes('{{resolve:')) return value;
  return value.replaceAll(/\{\{resolve:(.+?)\}\}/g, (_match, name: string) => {
    const [service = '', parameter = ''] = name.split(':');
    const isStored = service === 'ssm' || service === 'ssm-secure';
    const found = scope.dynamicReference(name) ?? (isStored ? scope.ssmParameter(parameter) : null);
    const reason = `the dynamic reference {{resolve:${name}}} has no value on this machine`;
    return requiredText(found ?? notGiven(scope, path, reason, isStored ? parameter : name));
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** For what the app takes from outside the assembly. */
function notGiven(scope: Scope, path: Path, reason: string, name: string): never {
  const remedy = `Give it with --parameter ${name}=VALUE, or under local.parameters in package.json.`;
  return unresolved(scope, path, reason, remedy);
}

function unresolved(
  scope: Scope,
  path: Path,
  reason: string,
  remedy = 'Give the value in the CDK app as a literal, or leave the property out.',
): never {
  const [logicalId = '', ...properties] = path;
  throw new LocalError(
    'ERR_UNRESOLVED_INTRINSIC',
    `${scope.stackName}.${logicalId} ${properties.join('.')}: ${reason}. ${remedy}`,
  );
}
