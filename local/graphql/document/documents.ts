import { GraphQLError, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { FieldResolver } from '../../resolver-runs/types.ts';
import type { AppSyncError, SourceLocation } from '../../shared/graphql-error.ts';
import { validationError } from '../execution/errors.ts';
import { limits } from '../limits.ts';
import { Operation } from './operation.ts';
import { validateDocument } from '../validation/index.ts';

/** A query text, read once: its operations, or why it is refused. */
export type ParsedDocument =
  | { readonly operations: readonly Operation[]; readonly errors: null }
  | { readonly operations: null; readonly errors: readonly AppSyncError[] };

/** Characters of query text whose parsed form, about a hundred times larger, is kept. */
const CACHED_TEXT = 500_000;

/** What documents are validated against and compiled with. */
export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly resolvers: ReadonlyMap<string, FieldResolver>;
  readonly introspection: boolean;
}

/** Parses and validates each query text once; the least recently used are forgotten. */
export function createDocuments(options: DocumentsOptions): (query: string) => ParsedDocument {
  const cache = new LRUCache<string, ParsedDocument>({
    max: 1_000,
    maxSize: CACHED_TEXT,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  return (query) => {
    const known = cache.get(query);
    if (known) return known;
    const read = readAnyDocument(query, options);
    cache.set(query, read);
    return read;
  };
}

function readAnyDocument(query: string, options: DocumentsOptions): ParsedDocument {
  try {
    return readDocument(query, options);
  } catch (error) {
    // The stack ends some thousand levels down; AppSync's answer to such a document is not known.
    if (!(error instanceof RangeError)) throw error;
    return { operations: null, errors: [syntaxError('the document is nested too deeply', [])] };
  }
}

function readDocument(query: string, options: DocumentsOptions): ParsedDocument {
  const document = parseQuery(query);
  if ('errors' in document) return { operations: null, errors: document.errors };
  const errors = validateDocument(options.schema, document, options.introspection);
  if (errors.length > 0) return { operations: null, errors };
  const operations = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? [new Operation(options.schema, document, node, options.resolvers)]
      : [],
  );
  return { operations, errors: null };
}

function parseQuery(query: string): DocumentNode | { readonly errors: readonly AppSyncError[] } {
  try {
    return parse(query, { maxLexicalTokens: limits.queryTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [location] = error.locations ?? [];
    if (isTooLong(query, location)) {
      return { errors: [validationError('Maximum char length exceeded', null)] };
    }
    const locations: SourceLocation[] = location
      ? [{ line: location.line, column: location.column, sourceName: null }]
      : [];
    const at = location ? ` at line ${location.line} column ${location.column}` : '';
    const text = error.message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
    return { errors: [syntaxError(text, locations, at)] };
  }
}

/** In graphql-java's frame; its ANTLR text inside cannot be had from this parser. */
function syntaxError(text: string, locations: readonly SourceLocation[], at = ''): AppSyncError {
  const message = `Validation error of type InvalidSyntax: Invalid syntax with ANTLR error '${text}'${at}`;
  return validationError(message, locations);
}

/** Whether parsing stopped for the number of tokens: without the limit it gets past that place. */
function isTooLong(
  query: string,
  location: { readonly line: number; readonly column: number } | undefined,
): boolean {
  if (query.length < limits.queryTokens) return false;
  try {
    parse(query, { noLocation: true });
    return true;
  } catch (error) {
    const [later] = error instanceof GraphQLError ? (error.locations ?? []) : [];
    return later?.line !== location?.line || later?.column !== location?.column;
  }
}
