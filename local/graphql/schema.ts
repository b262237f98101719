import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validateSchema,
  type GraphQLSchema,
} from 'graphql';
import type { GraphqlApi } from '../assembly/model.ts';
import { LocalError } from '../shared/errors.ts';
import { scalars } from './scalars/index.ts';
import { subscriptionProblems } from './subscription.ts';

const PRELUDE = readFileSync(new URL('./aws-prelude.graphql', import.meta.url), 'utf8');

/**
 * The API's schema together with what AppSync declares by itself.
 * @throws LocalError ERR_SCHEMA for a schema that AppSync would not take
 */
export function buildSchema(api: Pick<GraphqlApi, 'schema' | 'name' | 'logicalId'>): GraphQLSchema {
  const schema = readSchema(api);
  const errors = validateSchema(schema).map((error) => error.message);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && !isSpecifiedScalarType(type) && !scalars.has(type.name)) {
      errors.push(
        `scalar ${type.name}: AppSync has no custom scalars; use one of its own or a type`,
      );
    }
  }
  errors.push(...subscriptionProblems(schema));
  if (errors.length > 0) throw schemaError(api, errors.join('\n'));
  return schema;
}

function readSchema(api: Pick<GraphqlApi, 'schema' | 'name' | 'logicalId'>): GraphQLSchema {
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
