import {
  buildASTSchema,
  isInterfaceType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validateSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { GraphqlApi } from '../assembly/model.ts';
import { LocalError } from '../shared/errors.ts';
import { PRELUDE } from './aws-prelude.ts';
import { limits } from './limits.ts';
import { scalars } from './scalars/index.ts';
import { subscriptionProblems } from './subscription.ts';

/**
 * The API's schema together with what AppSync declares by itself.
 * @throws LocalError ERR_SCHEMA for a schema that AppSync would not take
 */
export function buildSchema(api: Pick<GraphqlApi, 'schema' | 'name' | 'logicalId'>): GraphQLSchema {
  const schema = readSchema(api);
  const errors = validateSchema(schema).map((error) => error.message);
  errors.push(...Object.values(schema.getTypeMap()).flatMap((type) => typeProblem(type) ?? []));
  errors.push(...subscriptionProblems(schema));
  if (errors.length > 0) throw schemaError(api, errors.join('\n'));
  return schema;
}

/** What graphql-js takes of a type and AppSync does not. */
function typeProblem(type: GraphQLNamedType): string | null {
  const { name } = type;
  if (isScalarType(type)) {
    if (isSpecifiedScalarType(type) || scalars.has(name)) return null;
    return `scalar ${name}: AppSync has no custom scalars; use one of its own or a type`;
  }
  if (name.startsWith('AWS')) return `${name}: AppSync keeps names that begin with AWS to itself`;
  // https://github.com/aws/aws-appsync-community/issues/387
  if (isInterfaceType(type) && type.getInterfaces().length > 0) {
    return `interface ${name}: in AppSync an interface implements no others; name all in the types`;
  }
  return null;
}

function readSchema(api: Pick<GraphqlApi, 'schema' | 'name' | 'logicalId'>): GraphQLSchema {
  if (Buffer.byteLength(api.schema) > limits.schemaSize) {
    throw schemaError(
      api,
      `It is longer than ${limits.schemaSize} bytes, which AppSync does not take`,
    );
  }
  try {
    // Type descriptions of the API come first, so that locations are those of its own file.
    return buildASTSchema(parse(`${api.schema}\n${PRELUDE}`));
  } catch (error) {
    throw schemaError(api, error instanceof Error ? error.message : String(error), error);
  }
}

function schemaError(
  api: Pick<GraphqlApi, 'name' | 'logicalId'>,
  text: string,
  cause?: unknown,
): LocalError {
  return new LocalError(
    'ERR_SCHEMA',
    `The schema of API ${api.name} (${api.logicalId}) is not valid:\n${text}`,
    { cause },
  );
}
