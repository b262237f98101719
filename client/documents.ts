import type { DocumentTypeDecoration, TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { DocumentNode } from 'graphql';
import type { AwsJson, Parsed, WithObjects } from './json.ts';
import { printDocument } from './print-document.ts';

export type { AwsJson };

/**
 * A document of this package. Other clients run it as any TypedDocumentNode and get AWSJSON as the text
 * that AppSync sends; this one parses it.
 */
export interface UserManagerDocument<Data, Variables> extends TypedDocumentNode<Data, Variables> {
  readonly __meta__: {
    /** Names under which JSON stands in the answer and the variables, and nothing else does. */
    readonly json: readonly string[];
  };
}

/**
 * What can be sent: a document of this package, a TypedDocumentNode or typed string of graphql-codegen or
 * gql.tada, or a document without types (`DocumentNode`, text), whose answer is `unknown`.
 */
export type Document = string | DocumentNode | DocumentTypeDecoration<unknown, never>;

/** The data that a document's answer has. */
export type ResultOf<Given extends Document> =
  Given extends UserManagerDocument<infer Data, never>
    ? Parsed<Data>
    : Given extends DocumentTypeDecoration<infer Data, never>
      ? Data
      : unknown;

/** The variables that a document takes. */
export type VariablesOf<Given extends Document> = Given extends {
  readonly __meta__: { readonly json: readonly string[] };
  __apiType?: (variables: infer Variables) => unknown;
}
  ? WithObjects<Variables>
  : Given extends { __apiType?: (variables: infer Variables) => unknown }
    ? Variables
    : Readonly<Record<string, unknown>>;

/** Arguments after the document: variables may be left out when none is required. */
export type OperationArguments<Given extends Document, Options> =
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no variable given is what is asked
  Record<never, never> extends VariablesOf<Given>
    ? [variables?: VariablesOf<Given>, options?: Options]
    : [variables: VariablesOf<Given>, options?: Options];

const printed = new WeakMap<object, string>();

/** A document as the text that goes over the wire. */
export function textOf(document: Document): string {
  if (typeof document === 'string') return document;
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- typed strings are String objects
  if (!isSyntaxTree(document)) return String(document);
  const text = printed.get(document) ?? printDocument(document);
  printed.set(document, text);
  return text;
}

const isSyntaxTree = (document: object): document is DocumentNode => 'kind' in document;

/** Names under which JSON stands; none for documents of others, whose types say text. */
export function jsonNames(document: Document): readonly string[] {
  if (typeof document === 'string' || !('__meta__' in document)) return [];
  const { json } = document.__meta__ as { readonly json?: unknown };
  return Array.isArray(json) ? (json as string[]) : [];
}
