import { isEvaluated } from '../../aws/iam/index.ts';
import { LocalError } from '../../shared/errors.ts';
import { origin } from '../template/ids.ts';
import type { PolicyCondition, PolicyPatterns, PolicyStatement } from '../model.ts';
import type { Parts, Resource } from '../template/types.ts';
import { list, record, requiredText, text } from '../template/values.ts';

/** Services whose calls are held against policies here. */
const JUDGED = [
  'appsync',
  'cognito-idp',
  'dynamodb',
  'events',
  'lambda',
  'secretsmanager',
  'ses',
  'sns',
  'sqs',
  'ssm',
  'states',
];

/**
 * Statements of a policy document. A resource that has no value on this machine is left out: nothing
 * here can be meant by it.
 * @param document as the template has it
 */
export function readPolicy(resource: Resource, document: unknown, parts: Parts): PolicyStatement[] {
  const { Statement, Version } = record(resolved(resource, document) ?? document);
  // Variables came with this version; before, the same signs were plain text.
  const asText = Version === '2012-10-17' ? (value: string): string => value : withoutVariables;
  return many(Statement).flatMap((value) => {
    const statement = record(resolved(resource, value) ?? value);
    const effect = text(statement['Effect']) === 'Deny' ? 'Deny' : 'Allow';
    const actions = patterns(resource, statement, 'Action');
    const { patterns: names, isExcept } = patterns(resource, statement, 'Resource');
    const read = { effect, actions, resources: { patterns: names.map(asText), isExcept } } as const;
    if (statement['Condition'] === undefined) return [read];
    const all = readConditions(resource, statement['Condition'], asText);
    const conditions = all.filter(isEvaluated);
    if (conditions.length === all.length) return [{ ...read, conditions }];
    const unread = all.filter((condition) => !isEvaluated(condition));
    if (namesJudged(actions)) parts.unsupported.push(unreadCondition(resource, effect, unread));
    return effect === 'Allow' ? [{ ...read, ...(conditions.length > 0 && { conditions }) }] : [];
  });
}

function patterns(
  resource: Resource,
  statement: Record<string, unknown>,
  name: 'Action' | 'Resource',
): PolicyPatterns {
  const except = statement[`Not${name}`];
  const given = many(except ?? statement[name]);
  const texts = given.flatMap((entry) => many(resolved(resource, entry)).map(requiredText));
  return { patterns: texts, isExcept: except !== undefined };
}

function readConditions(
  resource: Resource,
  block: unknown,
  asText: (value: string) => string,
): PolicyCondition[] {
  return Object.entries(record(block)).flatMap(([operator, keys]) =>
    Object.entries(record(keys)).map(([key, values]) => ({
      operator,
      key,
      values: many(values).flatMap((value) =>
        many(resolved(resource, value)).map((one) => asText(requiredText(one))),
      ),
    })),
  );
}

const withoutVariables = (value: string): string => value.replaceAll('${', '${$}{');

/** Texts of a list, without those that have no value on this machine. */
export function knownTexts(resource: Resource, property: string): string[] {
  return many(resource.raw(property))
    .flatMap((entry) => many(resolved(resource, entry)))
    .map(requiredText);
}

/** A part of a resource as the template has it, resolved; undefined for what has no value on this machine. */
export function resolved(resource: Resource, value: unknown): unknown {
  try {
    return resource.resolve(value);
  } catch (error) {
    if (error instanceof LocalError) return undefined;
    throw error;
  }
}

/** One entry may stand without a list. */
function many(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? list(value) : [value];
}

/** Whether a statement is about calls that are held against it. */
function namesJudged({ patterns: actions, isExcept }: PolicyPatterns): boolean {
  if (isExcept || actions.includes('*')) return true;
  return actions.some((action) => JUDGED.includes(action.split(':')[0]?.toLowerCase() ?? ''));
}

function unreadCondition(
  resource: Resource,
  effect: string,
  conditions: readonly PolicyCondition[],
): Parts['unsupported'][number] {
  const names = conditions.map(({ operator, key }) => `${operator} of ${key}`).join(', ');
  return {
    ...origin(resource),
    type: `${resource.type} (Condition)`,
    consequence: `Conditions that cannot be told here (${names}): the statement's ${effect} ${effect === 'Allow' ? 'holds without them' : 'never holds'}.`,
  };
}
