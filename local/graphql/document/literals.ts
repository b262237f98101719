import {
  Kind,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { scalars } from '../scalars/index.ts';

/** Coerced variables by name; those that were not given are absent. */
export type Variables = Readonly<Record<string, unknown>>;

/** Makes the value of an argument of one request; `undefined`: not given. */
export type ValueMaker = (variables: Variables) => unknown;

/**
 * Makes the arguments of one field. An argument whose variable was not given, and that has no default,
 * is null: AppSync's resolvers see it so (https://github.com/aws/aws-appsync-community/issues/348).
 */
export type ArgumentsMaker = (
  variables: Variables,
  options?: { readonly omitsUnset: boolean },
) => Readonly<Record<string, unknown>>;

const NO_ARGUMENTS: Readonly<Record<string, unknown>> = Object.freeze({});

/** Compiles the arguments of a field or directive, which validation has already checked. */
export function compileArguments(
  definitions: readonly GraphQLArgument[],
  nodes: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[] = [],
): ArgumentsMaker {
  if (definitions.length === 0) return () => NO_ARGUMENTS;
  const makers: [string, ValueMaker][] = [];
  for (const definition of definitions) {
    const node = nodes.find(({ name }) => name.value === definition.name);
    const maker = compileMember(definition, node?.value);
    if (maker) makers.push([definition.name, maker]);
  }
  return (variables, options) => {
    const values: Record<string, unknown> = {};
    for (const [name, make] of makers) {
      const value = make(variables);
      if (value !== undefined) values[name] = value;
      else if (!options?.omitsUnset) values[name] = null;
    }
    return values;
  };
}

/** An argument or input field: its literal, else its default. */
function compileMember(
  definition: GraphQLArgument | GraphQLInputField,
  node: ValueNode | undefined,
): ValueMaker | null {
  const fallback = compileDefault(definition);
  if (!node) return fallback;
  const make = compileLiteral(node, definition.type);
  if (node.kind !== Kind.VARIABLE) return make;
  const mayNotBeNull = isNonNullType(definition.type);
  return (variables) => {
    const value = make(variables);
    const missing = value === undefined || (value === null && mayNotBeNull);
    return missing ? fallback?.(variables) : value;
  };
}

const defaults = new WeakMap<object, ValueMaker | null>();

/** The default of an argument or input field, compiled once; null when it has none. */
export function compileDefault(definition: GraphQLArgument | GraphQLInputField): ValueMaker | null {
  const known = defaults.get(definition);
  if (known !== undefined) return known;
  const made = makeDefault(definition);
  defaults.set(definition, made);
  return made;
}

function makeDefault(definition: GraphQLArgument | GraphQLInputField): ValueMaker | null {
  const { default: given, type } = definition;
  if (!given) return null;
  if (given.literal) return compileLiteral(given.literal, type);
  // Introspection's own fields carry values in place of literals.
  const { value } = given;
  return () => value;
}

/** Compiles a literal of a type that validation has found it to fit. */
export function compileLiteral(node: ValueNode, type: GraphQLInputType): ValueMaker {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return (variables) => variables[name];
  }
  if (node.kind === Kind.NULL) return () => null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return compileList(node, nullable.ofType);
  if (isInputObjectType(nullable) && node.kind === Kind.OBJECT) {
    const makers = Object.values(nullable.getFields()).flatMap((field) => {
      const given = node.fields.find(({ name }) => name.value === field.name);
      const maker = compileMember(field, given?.value);
      return maker ? [[field.name, maker] as const] : [];
    });
    return (variables) => makeObject(makers, variables);
  }
  const value = leafValue(node, nullable);
  return () => value;
}

function makeObject(
  makers: readonly (readonly [string, ValueMaker])[],
  variables: Variables,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, make] of makers) {
    const value = make(variables);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function compileList(node: ValueNode, itemType: GraphQLInputType): ValueMaker {
  if (node.kind !== Kind.LIST) {
    const make = compileLiteral(node, itemType);
    return (variables) => [make(variables)];
  }
  const makers = node.values.map((value) => compileLiteral(value, itemType));
  // A variable that was not given is null inside a list.
  return (variables) => makers.map((make) => make(variables) ?? null);
}

/**
 * Reads the literal of a scalar or enum.
 * @throws ScalarError when it does not fit
 */
export function leafValue(node: ValueNode, type: GraphQLInputType): unknown {
  if (isEnumType(type)) return node.kind === Kind.ENUM ? node.value : undefined;
  const scalar = scalars.get(String(type));
  // An id keeps all its digits, which a number would not.
  const isId = scalar?.name === 'ID' && node.kind === Kind.INT;
  return scalar?.parse(isId ? node.value : valueFromASTUntyped(node));
}
