import { LocalError } from '../../shared/errors.ts';
import { isObject } from '../../shared/is-object.ts';
import type { AssetCatalog } from '../manifest/assets.ts';
import type { CycleGuard } from './cycles.ts';
import { createResource } from './create-resource.ts';
import { NO_VALUE, holds, resolve } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import type { Environment, ParameterDefinition, Resource, Template } from './types.ts';
import { record, requiredText } from './values.ts';

/** What a stack needs of the whole assembly around it. */
export interface AssemblyContext {
  readonly assets: AssetCatalog;
  readonly cycles: CycleGuard;
  exported(name: string): unknown;
  stackOutput(stackName: string, output: string): unknown;
  ssmParameter(name: string): unknown;
  dynamicReference(name: string): unknown;
  ofType(type: string): readonly Resource[];
}

/** One stack, nested or not: gives its resources and outputs, everything resolved on demand. */
export interface Stack {
  readonly stackName: string;
  readonly environment: Environment;
  /** Those whose condition holds. */
  readonly resources: readonly Resource[];
  /** Keys of the outputs whose condition holds. */
  readonly outputKeys: readonly string[];
  readonly nested: readonly Stack[];
  /** Macros that would change the template at its deployment. */
  readonly macros: readonly string[];
  /** @throws LocalError ERR_UNRESOLVED_INTRINSIC */
  output(key: string): unknown;
  /** Export name to output key. */
  exportNames(): ReadonlyMap<string, string>;
}

/** A template and what its stack is made with. */
export interface StackInput {
  readonly stackName: string;
  readonly template: Template;
  readonly environment: Environment;
  /** Value of a parameter that is given from outside; undefined: its default. */
  readonly parameter: (name: string) => unknown;
  /** Makes the stack of an AWS::CloudFormation::Stack resource. */
  nest(resource: Resource): Stack;
}

/** Makes a stack of its template. */
export function createStack(input: StackInput, context: AssemblyContext): Stack {
  const { stackName, template, environment } = input;
  const resources = new Map<string, Resource>();
  const nested = new Map<string, Stack>();
  const scope = createScope(input, context, { resources, nested });
  for (const [logicalId, definition] of Object.entries(template.Resources ?? {})) {
    requireType(stackName, logicalId, definition);
    if (definition.Condition && !scope.condition(definition.Condition)) continue;
    resources.set(
      logicalId,
      createResource(logicalId, definition, { scope, environment, context }),
    );
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
    environment,
    resources: [...resources.values()],
    nested: [...nested.values()],
    macros: [template.Transform ?? []].flat().map(requiredText),
    outputKeys: outputs.map(([key]) => key),
    output(key) {
      const found = outputs.find(([name]) => name === key)?.[1];
      const value = (): unknown => found && resolve(found.Value, scope, [key, 'Value']);
      return context.cycles.guard(`${stackName}.${key}`, value);
    },
    exportNames() {
      const named = outputs.flatMap(([key, { Export }]) =>
        Export ? [[requiredText(resolve(Export.Name, scope, [key, 'Export'])), key] as const] : [],
      );
      return new Map(named);
    },
  };
}

/** Something else stands among the resources where a macro would write some. */
function requireType(stackName: string, logicalId: string, definition: unknown): void {
  if (isObject(definition) && typeof definition['Type'] === 'string') return;
  throw new LocalError(
    'ERR_ASSEMBLY',
    `${stackName}.${logicalId} is no resource: it has no Type. Macros and Fn::ForEach do not run here: write the resources out in the CDK app.`,
  );
}

/** What values of the stack may point to; resources and nested stacks are filled in later. */
function createScope(
  { stackName, template, environment, parameter }: StackInput,
  context: AssemblyContext,
  own: {
    readonly resources: ReadonlyMap<string, Resource>;
    readonly nested: ReadonlyMap<string, Stack>;
  },
): Scope {
  const parameterOf = (name: string): unknown => {
    const definition = template.Parameters?.[name];
    return definition && parameterValue(definition, parameter(name), context);
  };
  return {
    stackName,
    region: environment.region,
    nameOutside(name) {
      const definition = template.Parameters?.[name];
      if (!definition) return null;
      return isStored(definition) ? requiredText(parameter(name) ?? definition.Default) : name;
    },
    reference: (name) =>
      pseudoParameter(name, stackName, environment) ??
      parameterOf(name) ??
      own.resources.get(name)?.ref(),
    attribute: (logicalId, name) =>
      name.startsWith('Outputs.')
        ? own.nested.get(logicalId)?.output(name.slice('Outputs.'.length))
        : own.resources.get(logicalId)?.attribute(name),
    condition(name) {
      const expression = template.Conditions?.[name];
      if (expression === undefined) return null;
      return context.cycles.guard(`${stackName}.Conditions.${name}`, () =>
        holds(expression, this, ['Conditions', name]),
      );
    },
    mapping: (map, first, second) => record(template.Mappings?.[map]?.[first])[second],
    exported: (name) => context.exported(name),
    stackOutput: (otherStack, key) => context.stackOutput(otherStack, key),
    ssmParameter: (name) => context.ssmParameter(name),
    dynamicReference: (name) => context.dynamicReference(name),
  };
}

/** Whether a parameter is given by its name in the Parameter Store. */
function isStored({ Type }: ParameterDefinition): boolean {
  return Type.startsWith('AWS::SSM::Parameter::Value<');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterValue(
  definition: ParameterDefinition,
  given: unknown,
  context: AssemblyContext,
): unknown {
  const plain = given ?? definition.Default;
  const value = isStored(definition) ? (context.ssmParameter(requiredText(plain)) ?? given) : plain;
  const isList = definition.Type.includes('List') && typeof value === 'string';
  return isList ? value.split(',').map((item) => item.trim()) : value;
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
