import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { AppSyncError } from '../../shared/graphql-error.ts';
import { locationOf, validationError } from '../execution/errors.ts';
import { compileDefault, compileLiteral, type ValueMaker, type Variables } from './literals.ts';
import { ScalarError, javaClassOf, javaText } from '../scalars/scalar.ts';
import { scalars } from '../scalars/index.ts';

/** One `$name: Type = default` of an operation. */
interface VariablePlan {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly fallback: ValueMaker | null;
  readonly location: ReturnType<typeof locationOf>;
}

/** Reads the variables of one request. */
export type VariablesReader = (
  given: Readonly<Record<string, unknown>>,
) => ReadVariables | { readonly error: AppSyncError };

/** The variables of a request that are in order. */
export interface ReadVariables {
  /** Coerced, as arguments take them. */
  readonly values: Variables;
  /** As the client sent them, AWSJSON as text, or their default: `ctx.info.variables`. */
  readonly sent: Variables;
}

const NOTHING: Variables = Object.freeze({});

/** Compiles the variable definitions of an operation. */
export function compileVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): VariablesReader {
  const plans: VariablePlan[] = (operation.variableDefinitions ?? []).flatMap((node) => {
    const type = typeFromAST(schema, node.type);
    if (!type || !isInputType(type)) return [];
    const fallback = node.defaultValue ? compileLiteral(node.defaultValue, type) : null;
    return [{ name: node.variable.name.value, type, fallback, location: locationOf(node) }];
  });
  if (plans.length === 0) return () => ({ values: NOTHING, sent: NOTHING });
  return (given) => readVariables(plans, given);
}

function readVariables(
  plans: readonly VariablePlan[],
  given: Readonly<Record<string, unknown>>,
): ReturnType<VariablesReader> {
  const values = Object.create(null) as Record<string, unknown>;
  const sent = Object.create(null) as Record<string, unknown>;
  for (const plan of plans) {
    try {
      const value = Object.hasOwn(given, plan.name) ? given[plan.name] : undefined;
      if (value !== undefined) values[plan.name] = coerce(value, plan.type, plan.name);
      else if (plan.fallback) values[plan.name] = plan.fallback(NOTHING);
      else if (isNonNullType(plan.type)) throw new NullForNonNull(plan.type);
      const shown = value ?? values[plan.name];
      if (shown !== undefined) sent[plan.name] = shown;
    } catch (error) {
      const location = error instanceof UnknownInputField ? null : plan.location;
      return { error: validationError(messageOf(error, plan.name), location) };
    }
  }
  return { values, sent };
}

/** Named after the whole variable, however deep the null is. */
class NullForNonNull extends Error {
  readonly type: GraphQLInputType;
  constructor(type: GraphQLInputType) {
    super();
    this.type = type;
  }
}

/** Named after the innermost input field. */
class InvalidValue extends Error {}

/** Told without a location. */
class UnknownInputField extends Error {}

function messageOf(error: unknown, variable: string): string {
  if (error instanceof NullForNonNull) {
    return `Variable '${variable}' has coerced Null value for NonNull type '${String(error.type)}'`;
  }
  if (error instanceof InvalidValue || error instanceof UnknownInputField) return error.message;
  throw error;
}

/** `name`: the variable's, or that of the input field the value stands in. */
function coerce(value: unknown, type: GraphQLInputType, name: string): unknown {
  if (value === null || value === undefined) {
    if (isNonNullType(type)) throw new NullForNonNull(type);
    return null;
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item) => coerce(item, nullable.ofType, name));
  }
  if (isInputObjectType(nullable)) return coerceObject(value, nullable, name);
  if (isEnumType(nullable)) {
    if (typeof value === 'string' && nullable.getValue(value)) return value;
    const enumError = `Invalid input for Enum '${nullable.name}'. No value found for name '${javaText(value)}'`;
    throw new InvalidValue(`Variable '${name}' has an invalid value. ${enumError}`);
  }
  try {
    return scalars.get(nullable.name)?.parse(value);
  } catch (error) {
    if (!(error instanceof ScalarError)) throw error;
    throw new InvalidValue(`Variable '${name}' has an invalid value. ${error.message}`);
  }
}

function coerceObject(
  value: unknown,
  type: GraphQLInputObjectType,
  name: string,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidValue(
      `Variable '${name}' has an invalid value. Expected type 'Map' but was '${javaClassOf(value)}'. ` +
        `Variables for input objects must be an instance of type 'Map'.`,
    );
  }
  const given = value as Readonly<Record<string, unknown>>;
  const fields = type.getFields();
  if (Object.keys(given).some((key) => !Object.hasOwn(fields, key))) {
    // As AppSync says it: without the field's name, and with a blank at the end.
    throw new UnknownInputField(
      `The variables input contains a field that is not defined for input object type '${type.name}' `,
    );
  }
  const coerced: Record<string, unknown> = {};
  for (const field of Object.values(fields)) {
    const member = given[field.name];
    if (member !== undefined) coerced[field.name] = coerce(member, field.type, field.name);
    else {
      const fallback = compileDefault(field);
      if (fallback) coerced[field.name] = fallback(NOTHING);
      else if (isNonNullType(field.type)) throw new NullForNonNull(field.type);
    }
  }
  return coerced;
}
