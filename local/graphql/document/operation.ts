import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import type { FieldResolver } from '../../resolver-runs/types.ts';
import { PlanCompiler, type Shape } from './plan.ts';
import { compileVariables, type VariablesReader } from './variables.ts';
import type { Variables } from './literals.ts';

/** Plans of one operation to keep; more combinations of @skip and @include are compiled each time. */
const PLANS_KEPT = 32;

/** One operation of a validated document, compiled as far as possible. */
export class Operation {
  readonly kind: OperationTypeNode;
  readonly name: string | null;
  readonly readVariables: VariablesReader;
  readonly #schema: GraphQLSchema;
  readonly #node: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #resolvers: ReadonlyMap<string, FieldResolver>;
  readonly #conditionVariables: readonly string[];
  readonly #plans = new Map<string, Shape>();
  #label: string | null = null;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    node: OperationDefinitionNode,
    resolvers: ReadonlyMap<string, FieldResolver>,
  ) {
    this.kind = node.operation;
    this.name = node.name?.value ?? null;
    this.readVariables = compileVariables(schema, node);
    this.#schema = schema;
    this.#node = node;
    this.#fragments = fragmentsOf(document);
    this.#resolvers = resolvers;
    this.#conditionVariables = conditionVariables(document);
  }

  /** `query getUser, listGroups`: what it asks for at its root. */
  get label(): string {
    return (this.#label ??= labelOf(this.#node));
  }

  /** The root fields to run with these variables. */
  plan(variables: Variables): Shape {
    const key = this.#conditionVariables.map((name) => (variables[name] === true ? 1 : 0)).join('');
    const known = this.#plans.get(key);
    if (known) return known;
    const rootType = this.#schema.getRootType(this.kind);
    if (!rootType) throw new Error(`No root type for ${this.kind}: validation lets none through`);
    const plan = new PlanCompiler({
      schema: this.#schema,
      fragments: this.#fragments,
      conditions: variables,
      resolvers: this.#resolvers,
    }).shape(rootType, [this.#node], 1);
    if (this.#plans.size < PLANS_KEPT) this.#plans.set(key, plan);
    return plan;
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      const value = node.arguments?.find(({ name }) => name.value === 'if')?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Root fields that a label names. */
const NAMED = 3;

function labelOf({ operation, name, selectionSet }: OperationDefinitionNode): string {
  const fields = selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
  const named = [...new Set(fields)].slice(0, NAMED);
  const more = named.length < selectionSet.selections.length ? ', …' : '';
  return `${operation} ${named.length > 0 ? named.join(', ') + more : (name?.value ?? '')}`.trim();
}
