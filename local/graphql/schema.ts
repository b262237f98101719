import {
  buildASTSchema,
  getLocation,
  GraphQLError,
  isInterfaceType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validateSchema,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type Location,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import type { GraphqlApi } from '../assembly/model.ts';
import { SchemaError, type SchemaProblem } from '../shared/schema-error.ts';
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
  const problems = [
    ...validateSchema(schema).map(problemOf),
    ...Object.values(schema.getTypeMap()).flatMap((type) => {
      const reason = typeProblem(type);
      return reason === null ? [] : [{ ...placeOf(type.astNode?.loc), reason }];
    }),
    ...subscriptionProblems(schema).map((reason) => ({ line: null, column: null, reason })),
  ];
  if (problems.length > 0) throw schemaError(api, problems);
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
    const reason = `It is longer than ${limits.schemaSize} bytes, which AppSync does not take`;
    throw schemaError(api, [{ line: null, column: null, reason }]);
  }
  // Type descriptions of the API come first, so that locations are those of its own file.
  const document = parsed(api);
  const errors = validateSDL(document);
  if (errors.length > 0) throw schemaError(api, errors.map(problemOf));
  return buildASTSchema(document, { assumeValidSDL: true });
}

function parsed(api: Pick<GraphqlApi, 'schema' | 'name' | 'logicalId'>): DocumentNode {
  try {
    return parse(`${api.schema}\n${PRELUDE}`);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw schemaError(api, [problemOf(error)], error);
  }
}

function problemOf({ message, locations }: GraphQLError): SchemaProblem {
  const [at] = locations ?? [];
  return { line: at?.line ?? null, column: at?.column ?? null, reason: message };
}

function placeOf(location: Location | undefined): Omit<SchemaProblem, 'reason'> {
  if (!location) return { line: null, column: null };
  return getLocation(location.source, location.start);
}

function schemaError(
  api: Pick<GraphqlApi, 'name' | 'logicalId'>,
  problems: readonly SchemaProblem[],
  cause?: unknown,
): SchemaError {
  const lines = problems.map(({ line, column, reason }) =>
    line === null ? reason : `line ${line}, column ${column ?? 1}: ${reason}`,
  );
  const message = `The schema of API ${api.name} (${api.logicalId}) is not valid:\n${lines.join('\n')}`;
  return new SchemaError(api, message, problems, cause);
}
