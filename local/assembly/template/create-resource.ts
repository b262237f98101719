import { existsSync } from 'node:fs';
import { LocalError } from '../../shared/errors.ts';
import { NO_VALUE, resolve } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import { RESOURCE_TYPES } from '../resources/index.ts';
import type { AssemblyContext } from './stack.ts';
import { placeholderAttribute, placeholderRef } from './placeholder.ts';
import type { Environment, Resource, ResourceDefinition } from './types.ts';
import { record, text } from './values.ts';

/** What its properties may point to. */
interface Place {
  readonly scope: Scope;
  readonly environment: Environment;
  readonly context: AssemblyContext;
}

/** Makes a resource of its definition; nothing is resolved before it is asked for. */
export function createResource(
  logicalId: string,
  definition: ResourceDefinition,
  { scope, environment, context }: Place,
): Resource {
  const { stackName } = scope;
  const type = RESOURCE_TYPES[definition.Type];
  const properties = definition.Properties ?? {};
  const resolved = (value: unknown, ...path: string[]): unknown =>
    context.cycles.guard([stackName, logicalId, ...path].join('.'), () =>
      resolve(value, scope, [logicalId, 'Properties', ...path]),
    );
  return {
    stackName,
    logicalId,
    type: definition.Type,
    environment,
    constructPath: text(definition.Metadata?.['aws:cdk:path']) ?? null,
    get ordinal() {
      return context.ofType(definition.Type).indexOf(this);
    },
    ofType: (other) => context.ofType(other),
    get(property) {
      const value = resolved(properties[property], property);
      return value === NO_VALUE ? undefined : value;
    },
    raw: (property) => properties[property],
    resolve: (value) => resolve(value, scope, [logicalId, 'Properties']),
    all: () => record(resolved(properties)),
    ref() {
      return type ? type.ref(this) : placeholderRef(this);
    },
    attribute(name) {
      if (!type) return placeholderAttribute(this, name);
      return type.attributes[name]?.(this) ?? type.attribute?.(this, name);
    },
    findAsset: (locator) => context.assets(locator),
    asset(locator) {
      const path = context.assets(locator);
      if (path !== null && existsSync(path)) return path;
      const reason =
        path === null
          ? 'the assembly does not hold. Make it an asset of the CDK app'
          : `is not at ${path}. Synthesize again`;
      throw new LocalError(
        'ERR_ASSEMBLY',
        `${stackName}.${logicalId} names the asset ${locator}, which ${reason}.`,
      );
    },
  };
}
