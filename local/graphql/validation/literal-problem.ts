import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { leafValue } from '../document/literals.ts';
import { ScalarError } from '../scalars/scalar.ts';
import { scalars } from '../scalars/index.ts';
import { javaLiteral } from './java-literal.ts';

/**
 * Where in an argument a literal does not fit its type, in graphql-java's words; null when it fits.
 * @param whole the argument's whole value, which graphql-java shows when an object in it is wrong
 */
export function literalProblem(
  argument: string,
  node: ValueNode,
  type: GraphQLInputType,
  whole = node,
): string | null {
  // Variables are checked by their own rules and when they are read.
  if (node.kind === 'Variable') return null;
  const wrong = (what: string): string =>
    `argument '${argument}' with value '${javaLiteral(node)}' ${what}`;
  if (isNonNullType(type)) {
    return node.kind === 'NullValue'
      ? wrong('must not be null')
      : literalProblem(argument, node, type.ofType, whole);
  }
  if (node.kind === 'NullValue') return null;
  if (isListType(type)) return listProblem(argument, node, type.ofType, whole);
  if (isInputObjectType(type)) return objectProblem(argument, node, type, whole);
  return fits(node, type) ? null : wrong(`is not a valid '${type.name}'`);
}

function fits(node: ValueNode, type: GraphQLInputType): boolean {
  if (isEnumType(type)) return node.kind === 'EnumValue' && type.getValue(node.value) !== undefined;
  const kinds: readonly string[] = scalars.get(String(type))?.literals ?? [];
  if (!kinds.includes(node.kind)) return false;
  try {
    leafValue(node, type);
    return true;
  } catch (error) {
    if (error instanceof ScalarError) return false;
    throw error;
  }
}

function listProblem(
  argument: string,
  node: ValueNode,
  itemType: GraphQLInputType,
  whole: ValueNode,
): string | null {
  if (node.kind !== 'ListValue') return literalProblem(argument, node, itemType, whole);
  for (const [index, item] of node.values.entries()) {
    const problem = literalProblem(`${argument}[${index}]`, item, itemType, whole);
    if (problem) return problem;
  }
  return null;
}

function objectProblem(
  argument: string,
  node: ValueNode,
  type: GraphQLInputObjectType,
  whole: ValueNode,
): string | null {
  const wrong = (what: string): string =>
    `argument '${argument}' with value '${javaLiteral(whole)}' ${what}`;
  if (node.kind !== 'ObjectValue') return wrong('must be an object type');
  const fields = type.getFields();
  const given = new Set(node.fields.map(({ name }) => name.value));
  const missing = Object.values(fields).filter(
    (field) => isRequiredInputField(field) && !given.has(field.name),
  );
  if (missing.length > 0) {
    return wrong(`is missing required fields '[${missing.map(({ name }) => name).join(', ')}]'`);
  }
  for (const { name, value } of node.fields) {
    const field = fields[name.value];
    if (!field) return wrong(`contains a field not in '${type.name}': '${name.value}'`);
    const problem = literalProblem(`${argument}.${name.value}`, value, field.type, whole);
    if (problem) return problem;
  }
  return null;
}
