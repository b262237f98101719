import type { CallInput } from '../request-context.ts';
import { recordOf } from '../request-context.ts';
import { partsOf, type CallPart } from './call-parts.ts';
import { depthProblem } from './expressions/depth.ts';
import { unusedPlaceholders } from './unused-placeholders.ts';
import { readExpression, type ReadExpression } from './expressions/read-expression.ts';
import type { Parsed } from './expressions/syntax.ts';
import { EXPRESSIONS } from './expressions/members.ts';
import { PLACEHOLDER_RULES, TEXT_RULES } from './expression-rules/index.ts';
import type { Placeholders } from './expression-rules/types.ts';
import { invalid, type Refusal } from './refusal.ts';
import { REQUEST_RULES } from './request-rules/index.ts';
import type { SchemaCache } from './schema-cache.ts';
import type { TableSchema } from './table-schema.ts';

/** Operations whose problems with an expression come in the frame of request validation. */
const FRAMED = new Set(['PutItem', 'UpdateItem']);

/**
 * What DynamoDB would refuse a call for and Dynoxide does not, or words in its own way: null when
 * there is nothing. It does not repeat what Dynoxide checks.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function checkCall(
  operation: string,
  input: CallInput,
  schemas: SchemaCache,
): Refusal | null | Promise<Refusal | null> {
  const rules = REQUEST_RULES[operation];
  const parts = partsOf(operation, input);
  const problem = expressionProblem(parts);
  if (problem !== null) {
    return invalid(FRAMED.has(operation) ? `1 validation error detected: ${problem}` : problem);
  }
  const unused = unusedPlaceholders(parts);
  if (unused !== null) return invalid(unused);
  if (!rules) return null;
  const call = { operation, input, parts };
  for (const rule of rules.ofCall) {
    const found = rule(call);
    if (found !== null) return refusalOf(found);
  }
  const concerned = rules.ofTables.filter((rule) => rule.concerns(call));
  if (concerned.length === 0) return null;
  const judge = (tables: Tables): Refusal | null => {
    const table = (name: string | null): TableSchema | null => tables.get(name) ?? null;
    for (const rule of concerned) {
      const found = rule.check({ ...call, table });
      if (found !== null) return refusalOf(found);
    }
    return null;
  };
  const tables = tablesOf(parts, schemas);
  return tables instanceof Map ? judge(tables) : tables.then(judge);
}

const refusalOf = (found: string | Refusal): Refusal =>
  typeof found === 'string' ? invalid(found) : found;

type Tables = Map<string | null, TableSchema | null>;

/** Without waiting, when every table is known: that is nearly always. */
function tablesOf(parts: readonly CallPart[], schemas: SchemaCache): Tables | Promise<Tables> {
  const tables: Tables = new Map();
  const asked: Promise<unknown>[] = [];
  for (const { tableName } of parts) {
    if (tableName === null || tables.has(tableName)) continue;
    const schema = schemas.get(tableName);
    if (schema instanceof Promise) {
      tables.set(tableName, null);
      asked.push(schema.then((found) => tables.set(tableName, found)));
    } else tables.set(tableName, schema);
  }
  return asked.length === 0 ? tables : Promise.all(asked).then(() => tables);
}

function expressionProblem(parts: readonly CallPart[]): string | null {
  for (const { input } of parts) {
    for (const [member, kind] of EXPRESSIONS) {
      const text = input[member];
      if (typeof text !== 'string') continue;
      const problem = problemOf(text, kind, input);
      if (problem !== null) return `Invalid ${member}: ${problem}`;
    }
  }
  return null;
}

const givenIn = (input: CallInput): Placeholders => ({
  names: recordOf(input.ExpressionAttributeNames),
  values: recordOf(input.ExpressionAttributeValues),
});

function problemOf(text: string, kind: Parsed['kind'], input: CallInput): string | null {
  const tooDeep = depthProblem(text);
  if (tooDeep !== null) return tooDeep;
  const expression = readExpression(text, kind);
  if (!expression) return null;
  const ofText = textProblem(expression);
  if (ofText !== null) return ofText;
  const given = givenIn(input);
  for (const rule of PLACEHOLDER_RULES) {
    const problem = rule(expression, given);
    if (problem !== null) return problem;
  }
  return null;
}

/** What is wrong with a text, whatever its placeholders stand for: found once. */
function textProblem(expression: ReadExpression): string | null {
  const known = textProblems.get(expression);
  if (known !== undefined) return known;
  let problem: string | null = null;
  for (const rule of TEXT_RULES) problem ??= rule(expression, NOTHING);
  textProblems.set(expression, problem);
  return problem;
}

const NOTHING = { names: {}, values: {} };
const textProblems = new WeakMap<ReadExpression, string | null>();
