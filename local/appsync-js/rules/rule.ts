import type { AnyNode, Program } from 'acorn';
import type { Scopes } from '../compile/scopes.ts';

/** What a rule sees of the bundle. */
export interface RuleContext {
  readonly program: Program;
  readonly source: string;
  readonly scopes: Scopes;
  /** The nodes above the visited one, nearest first. */
  readonly ancestors: readonly AnyNode[];
  /**
   * `instead`: what is wrong and what to write instead. `inferred`: AWS neither says nor is recorded to
   * refuse it; it is only not among what AWS lists.
   */
  readonly report: (
    at: { readonly start: number; readonly end?: number },
    instead: string,
    evidence?: 'inferred',
  ) => void;
}

type Visitors = {
  readonly [Type in AnyNode['type']]?: (
    node: Extract<AnyNode, { readonly type: Type }>,
    context: RuleContext,
  ) => void;
};

/** One rule of the language, called for each node of the types it names. */
export interface Rule {
  readonly name: string;
  readonly visit: Visitors;
}
