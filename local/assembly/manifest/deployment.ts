import { LocalError } from '../../shared/errors.ts';
import { readAssets } from './assets.ts';
import { createCycleGuard } from '../template/cycles.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, MissingContext } from './manifest.ts';
import { createParameterStore } from '../template/parameter-store.ts';
import { secretReference } from '../template/secret-reference.ts';
import { readTemplate } from './read-template.ts';
import { createStack } from '../template/stack.ts';
import type { Stack, StackInput, AssemblyContext } from '../template/stack.ts';
import type { Environment, Resource, Template } from '../template/types.ts';
import { record, requiredText } from '../template/values.ts';

/** Every stack of an assembly in deployment order, a nested one after its parent. */
export interface Deployment {
  readonly stacks: readonly Stack[];
  readonly topLevel: readonly Stack[];
  readonly missing: readonly MissingContext[];
  /** What of the templates is taken though nobody may have meant it. */
  readonly warnings: readonly string[];
}

/** What of an assembly is deployed, and with what from outside. */
export interface DeploymentOptions {
  readonly folder: string;
  /** Region and account are those of stacks that name none. */
  readonly environment: Environment;
  readonly stacks?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Loads the templates and ties them together: nested stacks, exports, stack outputs.
 * @throws LocalError ERR_ASSEMBLY
 */
export function readDeployment(options: DeploymentOptions): Deployment {
  const { folder, parameters = {} } = options;
  const manifest = readManifest(folder, options.stacks);
  refuseSameNames(manifest);
  const topLevel: Stack[] = [];
  const warnings: string[] = [];
  const read = (file: string): Template => readTemplate(file, (text) => warnings.push(text));
  // Conditions ask while the stacks are still being made; then nothing changes any more.
  let byType: ReadonlyMap<string, readonly Resource[]> | null = null;
  const ofType = (type: string): readonly Resource[] =>
    (byType ?? resourcesByType(topLevel)).get(type) ?? [];
  const parameterStore = createParameterStore(ofType);
  const context: AssemblyContext = {
    assets: readAssets(manifest),
    cycles: createCycleGuard(),
    exported: (name) => parameters[name] ?? findExport(topLevel, name),
    stackOutput: (stackName, key) =>
      parameters[`${stackName}.${key}`] ??
      topLevel.find((stack) => stack.stackName === stackName)?.output(key),
    ssmParameter: (name) => parameters[name] ?? parameterStore(name),
    dynamicReference: (name) => parameters[name] ?? secretReference(name, ofType),
    ofType,
  };
  for (const artifact of manifest.stacks) {
    const { stackName } = artifact;
    const parameter = (name: string): unknown =>
      parameters[`${stackName}.${name}`] ?? parameters[name] ?? artifact.parameters[name];
    const template = read(artifact.templateFile);
    const region = artifact.region ?? options.environment.region;
    const accountId = artifact.accountId ?? options.environment.accountId;
    const environment = { ...options.environment, region, accountId };
    topLevel.push(createStack({ stackName, template, environment, parameter, nest }, context));
  }
  byType = resourcesByType(topLevel);
  return { stacks: topLevel.flatMap(withNested), topLevel, missing: manifest.missing, warnings };

  /** Parameters resolve in the parent when the child first asks: they may point at its later siblings. */
  function nest(resource: Resource): Stack {
    const input: StackInput = {
      stackName: `${resource.stackName}-${resource.logicalId}`,
      template: read(resource.asset(requiredText(resource.get('TemplateURL')))),
      environment: resource.environment,
      parameter: (name) => resource.resolve(record(resource.raw('Parameters'))[name]),
      nest,
    };
    return createStack(input, context);
  }
}

/** AWS takes one name once in each region and account; here all are in one place. */
function refuseSameNames({ stacks }: Manifest): void {
  for (const { stackName } of stacks) {
    const same = stacks.filter((stack) => stack.stackName === stackName);
    if (same.length < 2) continue;
    throw new LocalError(
      'ERR_ASSEMBLY',
      `Several stacks are named ${stackName}: ${same.map((stack) => stack.displayName).join(', ')}. ` +
        'One of them can run here: name it with --stack, or under local.stacks in package.json.',
    );
  }
}

function findExport(stacks: readonly Stack[], name: string): unknown {
  for (const stack of stacks) {
    const key = stack.exportNames().get(name);
    if (key !== undefined) return stack.output(key);
  }
  return undefined;
}

function resourcesByType(topLevel: readonly Stack[]): ReadonlyMap<string, readonly Resource[]> {
  const resources = topLevel.flatMap(withNested).flatMap((stack) => stack.resources);
  return Map.groupBy(resources, ({ type }) => type);
}

function withNested(stack: Stack): Stack[] {
  return [stack, ...stack.nested.flatMap(withNested)];
}
