import { LocalError } from '../shared/errors.ts';
import { isRecord, list, requiredText, text } from './values.ts';

/** What a value inside one stack may point to. */
export interface Scope {
  readonly stackName: string;
  readonly region: string;
  /** Value of a parameter, pseudo parameter or resource; null when there is no such name. */
  reference(name: string): unknown;
  /** Attribute of a resource; null when there is no such resource or attribute. */
  attribute(logicalId: string, name: string): unknown;
  /** Whether a named condition holds; null when there is none. */
  condition(name: string): boolean | null;
  mapping(map: string, first: string, second: string): unknown;
  exported(name: string): unknown;
  stackOutput(stackName: string, output: string): unknown;
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
    return list(resolve(items, scope, path))
      .map(requiredText)
      .join(requiredText(separator));
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
    const [map = '', first = '', second = ''] = list(resolve(argument, scope, path)).map(
      requiredText,
    );
    const found = scope.mapping(map, first, second);
    return found ?? unresolved(scope, path, `Mappings has no ${map}.${first}.${second}`);
  },
  'Fn::ImportValue': (argument, scope, path) => {
    const name = requiredText(resolve(argument, scope, path));
    const value = scope.exported(name);
    return value ?? unresolved(scope, path, `no stack of the assembly exports ${name}`);
  },
  'Fn::GetStackOutput': (argument, scope, path) => {
    const { StackName, OutputName } = asRecord(resolve(argument, scope, path));
    const value = scope.stackOutput(requiredText(StackName), requiredText(OutputName));
    const name = `${requiredText(StackName)}.${requiredText(OutputName)}`;
    return value ?? unresolved(scope, path, `no stack of the assembly has the output ${name}`);
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
  if (typeof value === 'string') return withoutDynamicReference(value, scope, path);
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolve(item, scope, [...path, String(index)]))
      .filter((item) => item !== NO_VALUE);
  }
  if (!isRecord(value)) return value;
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
  if (isRecord(expression) && typeof expression['Condition'] === 'string') {
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
  return value ?? unresolved(scope, path, `Ref names ${name}, which is not there or has no value`);
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
  return requiredText(template).replace(
    /\$\{(!?)([^}]+)\}/g,
    (_match, literal: string, written: string) => {
      if (literal) return `\${${written}}`;
      const name = written.trim();
      if (Object.hasOwn(variables, name)) return requiredText(variables[name]);
      const value = name.includes('.') ? getAtt(name, scope, path) : reference(name, scope, path);
      return requiredText(value);
    },
  );
}

/** `{{resolve:ssm:...}}` asks AWS at deployment; here nobody could answer. */
function withoutDynamicReference(value: string, scope: Scope, path: Path): string {
  if (!value.includes('{{resolve:')) return value;
  return unresolved(scope, path, `the dynamic reference ${value} has no value on this machine`);
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function unresolved(scope: Scope, path: Path, reason: string): never {
  const [logicalId = '', ...properties] = path;
  throw new LocalError(
    'ERR_UNRESOLVED_INTRINSIC',
    `${scope.stackName}.${logicalId} ${properties.join('.')}: ${reason}. ` +
      'Give the value in the CDK app (a literal, a parameter default) or leave the property out.',
  );
}
