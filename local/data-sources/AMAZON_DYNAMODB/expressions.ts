import { isObject } from '../../shared/is-object.ts';
import { MalformedRequest, missing, objectAt, type RequestObject } from '../answers.ts';
import { toWireItem, type TypedItem } from './typed-values.ts';

/** `{expression, expressionNames?, expressionValues?}` of a request object. */
interface Expression {
  readonly text: string;
  readonly names: Readonly<Record<string, unknown>> | undefined;
  readonly values: TypedItem | undefined;
}

/** The member of a DynamoDB call that an expression goes to. */
type Target =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** Gathers the expressions of a call; they share one map of names and one of values. */
export class Expressions {
  readonly #input: Record<string, unknown> = {};

  /**
   * Adds the expression of a member, if the request has it.
   * @param value an object, or its JSON text as the util.transform helpers make it (AWS's samples show
   * both; that AWS takes text is unverified)
   * @throws MalformedRequest
   */
  add(target: Target, value: unknown, path: string): this {
    if (value === undefined || value === null) return this;
    const { text, names, values } = readExpression(value, path);
    this.#input[target] = text;
    this.#merge('ExpressionAttributeNames', names);
    // AppSync's own module gives an update that only removes an empty map, which DynamoDB would refuse.
    if (target !== 'UpdateExpression' || Object.keys(values ?? {}).length > 0)
      this.#merge('ExpressionAttributeValues', values);
    return this;
  }

  #merge(member: string, map: Readonly<Record<string, unknown>> | undefined): void {
    if (!map) return;
    this.#input[member] = { ...(this.#input[member] as Record<string, unknown>), ...map };
  }

  /** Members for the call's input. */
  get input(): Readonly<Record<string, unknown>> {
    return this.#input;
  }
}

function readExpression(value: unknown, path: string): Expression {
  const { expression, expressionNames, expressionValues } = readExpressionObject(value, path);
  if (typeof expression !== 'string') throw missing(`${path}][expression`);
  return {
    text: expression,
    names: isGiven(expressionNames)
      ? objectAt(`${path}][expressionNames`, expressionNames)
      : undefined,
    values: isGiven(expressionValues)
      ? toWireItem(expressionValues, `${path}][expressionValues`)
      : undefined,
  };
}

/**
 * An expression or condition with all its members.
 * @throws MalformedRequest
 */
export function readExpressionObject(value: unknown, path: string): RequestObject {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (isObject(parsed)) return parsed;
  throw new MalformedRequest(`Value for field '$[${path}]' is neither an object nor JSON of one.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
