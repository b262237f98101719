import { LocalError } from '../shared/errors.ts';
import { origin } from './ids.ts';
import type { PolicyPatterns, PolicyStatement } from './model.ts';
import type { Parts, Resource } from './types.ts';
import { list, record, requiredText, text } from './values.ts';

/**
 * Statements of a policy document. A resource that has no value on this machine is left out: nothing
 * here can be meant by it.
 * @param document as the template has it
 */
export function readPolicy(resource: Resource, document: unknown, parts: Parts): PolicyStatement[] {
  const { Statement } = record(resolved(resource, document) ?? document);
  return many(Statement).flatMap((value) => {
    const statement = record(resolved(resource, value) ?? value);
    const effect = text(statement['Effect']) === 'Deny' ? 'Deny' : 'Allow';
    const actions = patterns(resource, statement, 'Action');
    const read = { effect, actions, resources: patterns(resource, statement, 'Resource') } as const;
    if (statement['Condition'] === undefined) return [read];
    if (namesGraphql(actions)) parts.unsupported.push(unreadCondition(resource, effect));
    return effect === 'Allow' ? [read] : [];
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

/** Texts of a list, without those that have no value on this machine. */
export function knownTexts(resource: Resource, property: string): string[] {
  return many(resource.raw(property))
    .flatMap((entry) => many(resolved(resource, entry)))
    .map(requiredText);
}

/** Undefined for what cannot be resolved here. */
function resolved(resource: Resource, value: unknown): unknown {
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

function namesGraphql({ patterns: actions }: PolicyPatterns): boolean {
  return actions.some((action) => /^appsync:(graphql|\*)$/i.test(action));
}

function unreadCondition(resource: Resource, effect: string): Parts['unsupported'][number] {
  return {
    ...origin(resource),
    type: `${resource.type} (Condition)`,
    consequence: `The condition of a statement on appsync:GraphQL is not evaluated: its ${effect} ${effect === 'Allow' ? 'always' : 'never'} holds.`,
  };
}
