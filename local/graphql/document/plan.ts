import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { ResolveInfo } from '../../appsync-js/types.ts';
import type { FieldResolver } from '../../resolver-runs/types.ts';
import type { SourceLocation } from '../../shared/graphql-error.ts';
import { collectFields, type ConditionValues } from './collect-fields.ts';
import { locationOf } from '../execution/errors.ts';
import { compileArguments, type ArgumentsMaker, type Variables } from './literals.ts';
import { selectionSetGraphQL, selectionSetList } from './selection-set.ts';
import { ScalarError, javaText } from '../scalars/scalar.ts';
import { scalars } from '../scalars/index.ts';

/** One selected field of one concrete type, with everything that does not change between requests. */
export interface FieldPlan {
  /** Alias or name: the key in the answer. */
  readonly key: string;
  readonly name: string;
  readonly parentTypeName: string;
  /** Number of this field in the operation: index of per-request notes. */
  readonly index: number;
  /** 1 for root fields; scalar leaves count. */
  readonly depth: number;
  readonly locations: readonly SourceLocation[];
  readonly type: TypePlan;
  readonly args: ArgumentsMaker;
  readonly resolver: FieldResolver | null;
  /** `__typename`, `__schema`, `__type` and the fields below: answered by graphql-js, open to all. */
  readonly meta: ((source: unknown, args: Readonly<Record<string, unknown>>) => unknown) | null;
  /** `ctx.info`; the same object each time in operations without variables. */
  info(variables: Variables): ResolveInfo;
}

/** Selected fields of a concrete type. */
export interface Shape {
  readonly typeName: string;
  readonly fields: readonly FieldPlan[];
}

/** How to complete a value; `name` is what messages call the type: lists have no name, `null`. */
export type TypePlan = { readonly nonNull: boolean; readonly name: string } & (
  | { readonly kind: 'leaf'; readonly serialize: (value: unknown) => unknown }
  | { readonly kind: 'list'; readonly item: TypePlan }
  | { readonly kind: 'object'; shape(): Shape }
  /** Null for a name that is not one of its types. */
  | {
      readonly kind: 'abstract';
      shapeOf(typeName: string): Shape | null;
      possibleShapes(): readonly Shape[];
    }
);

/** What selection sets are compiled with. */
export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that @skip and @include use: a plan holds for these only. */
  readonly conditions: ConditionValues;
  /** By `Type.field`. */
  readonly resolvers: ReadonlyMap<string, FieldResolver>;
}

/** Compiles selection sets to plans, once per document and combination of @skip/@include. */
export class PlanCompiler {
  readonly #options: PlanOptions;
  #fieldCount = 0;

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  /** The merged fields that these nodes select on a concrete type. */
  shape(type: GraphQLObjectType, nodes: readonly SelectionOwner[], depth: number): Shape {
    const groups = collectFields(this.#options, type, nodes);
    const fields: FieldPlan[] = [];
    for (const [key, group] of groups) {
      const field = this.#field(type, key, group, depth);
      if (field) fields.push(field);
    }
    return { typeName: type.name, fields };
  }

  #field(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly [FieldNode, ...FieldNode[]],
    depth: number,
  ): FieldPlan | null {
    const { schema, resolvers } = this.#options;
    const name = nodes[0].name.value;
    const definition = schema.getField(type, name);
    if (!definition) return null;
    const options = this.#options;
    return {
      key,
      name,
      parentTypeName: type.name,
      index: this.#fieldCount++,
      depth,
      locations: locationOf(nodes[0]),
      type: this.#type(definition.type, nodes, depth),
      args: compileArguments(definition.args, nodes[0].arguments),
      resolver: resolvers.get(`${type.name}.${name}`) ?? null,
      meta:
        name.startsWith('__') || type.name.startsWith('__') ? meta(schema, type, definition) : null,
      info: infoMaker(type.name, name, () => ({
        selectionSetList: selectionSetList(options, definition.type, nodes),
        selectionSetGraphQL: selectionSetGraphQL(nodes),
      })),
    };
  }

  #type(type: GraphQLOutputType, nodes: readonly FieldNode[], depth: number): TypePlan {
    const nonNull = isNonNullType(type);
    const nullable = getNullableType(type);
    const common = { nonNull, name: isListType(nullable) ? 'null' : nullable.name };
    if (isListType(nullable)) {
      return { ...common, kind: 'list', item: this.#type(nullable.ofType, nodes, depth) };
    }
    if (isObjectType(nullable)) {
      let shape: Shape | undefined;
      const make = (): Shape => this.shape(nullable, nodes, depth + 1);
      return { ...common, kind: 'object', shape: () => (shape ??= make()) };
    }
    if (isAbstractType(nullable)) {
      const shapes = new Map<string, Shape>();
      const shapeOf = (typeName: string): Shape | null => {
        const known = shapes.get(typeName);
        if (known) return known;
        const concrete = this.#options.schema.getType(typeName);
        if (!isObjectType(concrete) || !this.#options.schema.isSubType(nullable, concrete))
          return null;
        const made = this.shape(concrete, nodes, depth + 1);
        shapes.set(typeName, made);
        return made;
      };
      const possibleShapes = (): readonly Shape[] =>
        this.#options.schema.getPossibleTypes(nullable).flatMap(({ name }) => shapeOf(name) ?? []);
      return { ...common, kind: 'abstract', shapeOf, possibleShapes };
    }
    return { ...common, kind: 'leaf', serialize: serializer(nullable) };
  }
}

/** Makes `ctx.info`; the selection's two texts are made when first asked for, once a plan. */
function infoMaker(
  parentTypeName: string,
  fieldName: string,
  select: () => Pick<ResolveInfo, 'selectionSetList' | 'selectionSetGraphQL'>,
): FieldPlan['info'] {
  let selection: ReturnType<typeof select> | undefined;
  let last: ResolveInfo | undefined;
  return (variables) => {
    // The runtime keeps the JSON of an info object that it has seen.
    if (last?.variables === variables) return last;
    selection ??= select();
    last = { fieldName, parentTypeName, variables, ...selection };
    return last;
  };
}

/** A field or operation: what has a selection set. */
export type SelectionOwner = Pick<FieldNode, 'selectionSet'>;

function meta(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
): FieldPlan['meta'] {
  // All that graphql-js's own introspection resolvers read of the info.
  const info = { schema, parentType } as GraphQLResolveInfo;
  return (source, args) => definition.resolve?.(source, args, undefined, info);
}

function serializer(type: GraphQLLeafType): (value: unknown) => unknown {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => {
      if (typeof value === 'string' && names.has(value)) return value;
      throw new ScalarError(
        `Invalid input for Enum '${type.name}'. Unknown value '${javaText(value)}'`,
      );
    };
  }
  const scalar = scalars.get(type.name);
  if (!scalar) throw new Error(`No scalar ${type.name}: buildSchema lets none through`);
  return scalar.serialize;
}
