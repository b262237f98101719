import { LocalError } from '../shared/errors.ts';
import type { AssetCatalog } from './assets.ts';
import { NO_VALUE, holds, resolve } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import { RESOURCE_TYPES } from './resources/index.ts';
import { standInAttribute, standInRef } from './stand-in.ts';
import type {
  Environment,
  ParameterDefinition,
  Resource,
  ResourceDefinition,
  Template,
} from './types.ts';
import { record, requiredText } from './values.ts';

/** What a stack needs of the whole assembly. */
export interface Surroundings {
  readonly environment: Environment;
  readonly assets: AssetCatalog;
  exported(name: string): unknown;
  stackOutput(stackName: string, output: string): unknown;
  ordinal(resource: Resource): number;
}

/** One stack, nested or not: gives its resources and outputs, everything resolved on demand. */
export interface Stack {
  readonly stackName: string;
  /** Those whose condition holds. */
  readonly resources: readonly Resource[];
  /** Keys of the outputs whose condition holds. */
  readonly outputKeys: readonly string[];
  readonly nested: readonly Stack[];
  /** @throws LocalError ERR_UNRESOLVED_INTRINSIC */
  output(key: string): unknown;
  /** Export name to output key. */
  exportNames(): ReadonlyMap<string, string>;
}

export interface StackInput {
  readonly stackName: string;
  readonly template: Template;
  /** Value of a parameter that is given from outside; undefined: its default. */
  readonly parameter: (name: string) => unknown;
  /** Makes the stack of an AWS::CloudFormation::Stack resource. */
  nest(resource: Resource): Stack;
}

/** Makes a stack of its template. */
export function createStack(input: StackInput, around: Surroundings): Stack {
  const { stackName, template } = input;
  const resources = new Map<string, Resource>();
  const nested = new Map<string, Stack>();
  const scope = createScope(input, around, { resources, nested });
  for (const [logicalId, definition] of Object.entries(template.Resources ?? {})) {
    if (definition.Condition && !scope.condition(definition.Condition)) continue;
    resources.set(logicalId, createResource(logicalId, definition, scope, around));
  }
  // After all others: their parameters, and conditions on them, may name any resource.
  for (const resource of resources.values()) {
    if (resource.type === 'AWS::CloudFormation::Stack') {
      nested.set(resource.logicalId, input.nest(resource));
    }
  }
  const outputs = Object.entries(template.Outputs ?? {}).filter(
    ([, { Condition }]) => !Condition || scope.condition(Condition),
  );
  return {
    stackName,
    resources: [...resources.values()],
    nested: [...nested.values()],
    outputKeys: outputs.map(([key]) => key),
    output(key) {
      const found = outputs.find(([name]) => name === key)?.[1];
      return found && resolve(found.Value, scope, [key, 'Value']);
    },
    exportNames() {
      const named = outputs.flatMap(([key, { Export }]) =>
        Export ? [[requiredText(resolve(Export.Name, scope, [key, 'Export'])), key] as const] : [],
      );
      return new Map(named);
    },
  };
}

/** What values of the stack may point to; resources and nested stacks are filled in later. */
function createScope(
  { stackName, template, parameter }: StackInput,
  around: Surroundings,
  own: {
    readonly resources: ReadonlyMap<string, Resource>;
    readonly nested: ReadonlyMap<string, Stack>;
  },
): Scope {
  return {
    stackName,
    region: around.environment.region,
    reference: (name) =>
      pseudoParameter(name, stackName, around.environment) ??
      parameterValue(template.Parameters?.[name], () => parameter(name)) ??
      own.resources.get(name)?.ref(),
    attribute: (logicalId, name) =>
      name.startsWith('Outputs.')
        ? own.nested.get(logicalId)?.output(name.slice('Outputs.'.length))
        : own.resources.get(logicalId)?.attribute(name),
    condition(name) {
      const expression = template.Conditions?.[name];
      return expression === undefined ? null : holds(expression, this, ['Conditions', name]);
    },
    mapping: (map, first, second) => record(template.Mappings?.[map]?.[first])[second],
    exported: (name) => around.exported(name),
    stackOutput: (otherStack, key) => around.stackOutput(otherStack, key),
  };
}

function parameterValue(
  definition: ParameterDefinition | undefined,
  given: () => unknown,
): unknown {
  if (!definition) return undefined;
  const value = given() ?? definition.Default;
  const isList = definition.Type.includes('List') && typeof value === 'string';
  return isList ? value.split(',') : value;
}

function createResource(
  logicalId: string,
  definition: ResourceDefinition,
  scope: Scope,
  around: Surroundings,
): Resource {
  const { stackName } = scope;
  const type = RESOURCE_TYPES[definition.Type];
  const properties = definition.Properties ?? {};
  return {
    stackName,
    logicalId,
    type: definition.Type,
    environment: around.environment,
    get ordinal() {
      return around.ordinal(this);
    },
    get(property) {
      const value = resolve(properties[property], scope, [logicalId, 'Properties', property]);
      return value === NO_VALUE ? undefined : value;
    },
    raw: (property) => properties[property],
    resolve: (value) => resolve(value, scope, [logicalId, 'Properties']),
    all: () => record(resolve(properties, scope, [logicalId, 'Properties'])),
    ref() {
      return type ? type.ref(this) : standInRef(this);
    },
    attribute(name) {
      return type ? type.attributes[name]?.(this) : standInAttribute(this, name);
    },
    asset(locator) {
      const path = around.assets(locator);
      if (path) return path;
      throw new LocalError(
        'ERR_ASSEMBLY',
        `${stackName}.${logicalId} names the asset ${locator}, which the assembly does not hold. Synthesize again.`,
      );
    },
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameter(name: string, stackName: string, environment: Environment): unknown {
  const { region, accountId } = environment;
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return accountId;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      return undefined;
  }
}
