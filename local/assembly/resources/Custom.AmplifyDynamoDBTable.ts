import { isObject } from '../../shared/is-object.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { table } from './AWS.DynamoDB.Table.ts';

/** A member whose values are names that the app gives, not properties. */
const AS_IT_STANDS = new Set(['tags']);

/** Properties of AWS::DynamoDB::Table in camel case: `keySchema`, `attributeDefinitions`. */
function inPascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPascalCase);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      AS_IT_STANDS.has(name) ? member : inPascalCase(member),
    ]),
  );
}

/** The resource as the table that Amplify's function makes of it at the deployment. */
function asTable(resource: Resource): Resource {
  const own = (property: string): string => property.charAt(0).toLowerCase() + property.slice(1);
  return {
    ...resource,
    get: (property) => inPascalCase(resource.get(own(property))),
    raw: (property) => inPascalCase(resource.raw(own(property))),
    all: () => inPascalCase(resource.all()) as Record<string, unknown>,
  };
}

/**
 * A table of Amplify (Gen 2), which a custom resource makes and changes index by index.
 * @see https://docs.amplify.aws/react/build-a-backend/data/
 */
export const amplifyTable: ResourceType = {
  ref: (resource) => table.ref(asTable(resource)),
  attributes: {
    TableArn: (resource) => table.attributes['Arn']?.(asTable(resource)),
    TableStreamArn: (resource) => table.attributes['StreamArn']?.(asTable(resource)),
    TableName: (resource) => table.ref(asTable(resource)),
  },
  read(resource, parts) {
    table.read?.(asTable(resource), parts);
  },
};
