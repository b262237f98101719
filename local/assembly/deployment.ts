import { readAssets } from './assets.ts';
import { readManifest } from './manifest.ts';
import { readJson } from './read-json.ts';
import { createStack } from './stack.ts';
import type { Stack, StackInput, Surroundings } from './stack.ts';
import type { Environment, Resource, Template } from './types.ts';
import { record, requiredText } from './values.ts';

/** Every stack of an assembly in deployment order, a nested one after its parent. */
export interface Deployment {
  readonly stacks: readonly Stack[];
  readonly topLevel: readonly Stack[];
}

export interface DeploymentOptions {
  readonly folder: string;
  readonly environment: Environment;
  readonly stacks?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Loads the templates and ties them together: nested stacks, exports, stack outputs.
 * @throws LocalError ERR_ASSEMBLY
 */
export function readDeployment(options: DeploymentOptions): Deployment {
  const { folder, environment, parameters = {} } = options;
  const manifest = readManifest(folder, options.stacks);
  const topLevel: Stack[] = [];
  const ordinals = new Map<string, Resource[]>();
  const around: Surroundings = {
    environment,
    assets: readAssets(manifest),
    exported: (name) => findExport(topLevel, name),
    stackOutput: (stackName, key) =>
      topLevel.find((stack) => stack.stackName === stackName)?.output(key),
    ordinal: (resource) => ordinals.get(resource.type)?.indexOf(resource) ?? 0,
  };
  for (const artifact of manifest.stacks) {
    const { stackName } = artifact;
    const parameter = (name: string): unknown =>
      parameters[`${stackName}.${name}`] ?? parameters[name] ?? artifact.parameters[name];
    const template = readJson(artifact.templateFile) as Template;
    topLevel.push(createStack({ stackName, template, parameter, nest }, around));
  }
  const stacks = topLevel.flatMap(withNested);
  for (const resource of stacks.flatMap((stack) => stack.resources)) {
    const ofType = ordinals.get(resource.type);
    if (ofType) ofType.push(resource);
    else ordinals.set(resource.type, [resource]);
  }
  return { stacks, topLevel };

  /** Parameters resolve in the parent when the child first asks: they may point at its later siblings. */
  function nest(resource: Resource): Stack {
    const input: StackInput = {
      stackName: `${resource.stackName}-${resource.logicalId}`,
      template: readJson(resource.asset(requiredText(resource.get('TemplateURL')))) as Template,
      parameter: (name) => record(resource.get('Parameters'))[name],
      nest,
    };
    return createStack(input, around);
  }
}

function findExport(stacks: readonly Stack[], name: string): unknown {
  for (const stack of stacks) {
    const key = stack.exportNames().get(name);
    if (key !== undefined) return stack.output(key);
  }
  return undefined;
}

function withNested(stack: Stack): Stack[] {
  return [stack, ...stack.nested.flatMap(withNested)];
}
