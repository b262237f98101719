/**
 * Types for resolvers, functions, client and tests, in generated/: `npm run codegen`. With --check it writes nothing
 * and ends with 1 when a file is stale. The plugins are those of GraphQL Code Generator, without its command line,
 * which brings 220 packages to look up settings, schemas and documents in all the ways there are.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildASTSchema, Kind, lexicographicSortSchema, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import * as typedDocuments from './typed-documents.ts';

const ROOT = join(import.meta.dirname, '..');
const parsed = (file: string): DocumentNode => parse(readFileSync(join(ROOT, file), 'utf8'));

const PLUGINS = {
  typescript,
  'typescript-operations': operations,
  'typed-document-node': typedDocumentNode,
  'typed-documents': typedDocuments,
};

const SCALARS = {
  ID: 'string',
  AWSDate: 'string',
  AWSTime: 'string',
  AWSDateTime: 'string',
  AWSTimestamp: 'number',
  AWSEmail: 'string',
  AWSJSON: 'string',
  AWSPhone: 'string',
  AWSURL: 'string',
  AWSIPAddress: 'string',
  Long: 'number',
};

/** What one file is made of. */
interface Generated {
  /** A folder, whose `.graphql` files are documents. */
  readonly documents?: string;
  readonly plugins: readonly (keyof typeof PLUGINS)[];
  /** What the type of AWSJSON is, when it is not its text. */
  readonly json?: unknown;
  readonly config?: object;
}

const FILES: Readonly<Record<string, Generated>> = {
  // For resolvers and functions, where AppSync has parsed AWSJSON already.
  'generated/schema-types.ts': { plugins: ['typescript'], json: 'unknown' },
  'generated/client-operations.ts': {
    documents: 'client/operations',
    plugins: ['typescript-operations', 'typed-documents'],
    json: { input: 'string', output: '../client/documents.ts#AwsJson' },
  },
  'generated/publish-user-change.ts': {
    documents: 'functions/publish-changes',
    plugins: ['typescript-operations', 'typed-document-node'],
    config: { documentMode: 'string' },
  },
};

/** The prelude first: it declares what the schema uses. */
const schema: DocumentNode = {
  kind: Kind.DOCUMENT,
  definitions: [
    'node_modules/appsync-on-a-laptop/graphql/aws-prelude.graphql',
    'schema.graphql',
  ].flatMap((file) => parsed(file).definitions),
};

// By name, so that what is moved in the schema changes no file.
const schemaAst = lexicographicSortSchema(buildASTSchema(schema));

function documentsOf(folder: string | undefined) {
  if (folder === undefined) return [];
  const files = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.graphql'));
  return files.toSorted().map((name) => {
    const location = join(folder, name);
    return { location, document: parsed(location) };
  });
}

async function textOf(file: string, { documents, plugins, json, config }: Generated) {
  const scalars = json === undefined ? SCALARS : { ...SCALARS, AWSJSON: json };
  return codegen({
    filename: join(ROOT, file),
    schema,
    schemaAst,
    documents: documentsOf(documents),
    plugins: plugins.map((name) => ({ [name]: {} })),
    pluginMap: PLUGINS,
    config: { enumsAsTypes: true, skipTypename: true, useTypeImports: true, scalars, ...config },
  });
}

for (const [name, generated] of Object.entries(FILES)) {
  const file = join(ROOT, name);
  const text = await textOf(name, generated);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${name} is stale: npm run codegen`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
