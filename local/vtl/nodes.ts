/**
 * What velocityjs parses a template to, as far as it is used here; its own types say less. Text stands
 * as strings, a block as a list that begins with its head.
 */
export type Node = string | Directive | Reference | Block;

/** A place in the template: lines from 1, columns from 0. */
export interface Position {
  readonly first_line: number;
  readonly first_column: number;
  readonly last_line: number;
  readonly last_column: number;
}

/** `$a.b("c")[0]`. */
export interface Reference {
  readonly type: 'references';
  readonly id: string;
  readonly leader: '$' | '$!';
  readonly path?: readonly Step[];
  readonly pos?: Position;
}

/** A part of a reference's path. */
export type Step =
  | { readonly type: 'property'; readonly id: string }
  | { readonly type: 'method'; readonly id: string; readonly args: readonly Expression[] | false }
  | { readonly type: 'index'; readonly id: Expression };

/** What has a value. */
export type Expression =
  | Reference
  | { readonly type: 'string'; readonly value: string; readonly isEval?: boolean }
  | { readonly type: 'integer' | 'decimal'; readonly value: string | number }
  | { readonly type: 'bool'; readonly value: 'true' | 'false' | 'null' }
  | { readonly type: 'map'; readonly value?: Readonly<Record<string, Expression>> }
  | {
      readonly type: 'array';
      readonly value: readonly (Expression | string | number)[];
      readonly isRange?: boolean;
    }
  | {
      readonly type: 'math';
      readonly operator?: string;
      readonly expression: readonly Expression[];
    };

/** What stands alone, or parts a block. */
export type Directive = { readonly pos?: Position } & (
  | { readonly type: 'set'; readonly equal: readonly [Reference, Expression] }
  | { readonly type: 'macro_call'; readonly id: string; readonly args?: readonly Expression[] }
  | { readonly type: 'raw' | 'comment'; readonly value: string }
  | { readonly type: 'elseif'; readonly condition: Expression }
  | { readonly type: 'else' | 'break' | 'end' }
);

/** What a block begins with. */
export type Head = { readonly pos?: Position } & (
  | { readonly type: 'if'; readonly condition: Expression }
  | { readonly type: 'foreach'; readonly to: string; readonly from: Expression }
  | { readonly type: 'macro'; readonly id: string; readonly args?: readonly Reference[] }
  | { readonly type: 'define' | 'macro_body'; readonly id: string }
);

/** From its head to its `#end`. */
export type Block = readonly [Head, ...Node[]];

/** Whether a node is a block. */
export const isBlock = (node: Node): node is Block => Array.isArray(node);
