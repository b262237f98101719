import type { TypedDocumentString } from '../generated/client-operations.ts';

/** A generated document with the types of its answer and variables, or GraphQL text without types. */
export type Document<Data, Variables> = TypedDocumentString<Data, Variables> | string;

/** Arguments after the document: variables may be left out when none is required. */
export type OperationArguments<Variables, Options> =
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no variable given is what is asked
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];
