import { buildASTSchema, introspectionFromSchema, parse } from 'graphql';
import { PRELUDE } from './aws-prelude.ts';

/**
 * An API's schema as GetIntrospectionSchema gives it: SDL as it was deployed, or the JSON of an
 * introspection.
 * @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetIntrospectionSchema.html
 */
export function introspectionSchema(schema: string, format: 'SDL' | 'JSON'): string {
  if (format === 'SDL') return schema;
  const document = parse(`${PRELUDE}\n${schema}`, { noLocation: true });
  const built = buildASTSchema(document, { assumeValidSDL: true });
  return JSON.stringify({ data: introspectionFromSchema(built) });
}
