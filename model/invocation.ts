import type { Actor } from './actors.ts';
import type { ErrorType } from './errors.ts';

/** What a resolver sends to the function of its field. */
export interface FieldEvent<Arguments> {
  readonly field: string;
  readonly arguments: Arguments;
  readonly actor: Actor;
  /** The JSON texts among the variables that fields of AWSJSON may have been given as. */
  readonly attributesTexts?: readonly string[];
  /** The id by which AppSync answers and logs the request; absent where nobody asked over the API. */
  readonly requestId?: string;
}

/** What a function answers; the resolver's response handler raises the error. */
export type FieldAnswer =
  | { readonly data: unknown; readonly error?: never }
  | {
      readonly data?: never;
      readonly error: {
        readonly type: ErrorType;
        readonly message: string;
        /** `errorInfo` of the GraphQL error. */
        readonly info: unknown;
      };
    };
