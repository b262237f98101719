import type { ResourceGrant } from '../model.ts';
import { readPolicy, resolved } from './policy-document.ts';
import type { Parts, Resource } from '../template/types.ts';
import { list, record, texts } from '../template/values.ts';

/**
 * Statements of the policy that a table or queue has itself, for the roles that they name. Those for
 * services, and with NotPrincipal, are left out.
 * @param document as the template has it
 * @param arns what `*` stands for in it: the resource, and what is below it
 */
export function readResourcePolicy(
  resource: Resource,
  document: unknown,
  arns: readonly string[],
  parts: Parts,
): ResourceGrant[] {
  const { Statement, Version } = record(resolved(resource, document) ?? document);
  const statements = Array.isArray(Statement) ? list(Statement) : [Statement];
  return statements.flatMap((value) => {
    const principals = principalsOf(resolved(resource, record(value)['Principal']));
    if (principals.length === 0) return [];
    return readPolicy(resource, { Version, Statement: value }, parts).map((statement) => {
      const { patterns, isExcept } = statement.resources;
      const isAll = patterns.length === 0 || patterns.includes('*');
      const resources = isAll && !isExcept ? { patterns: arns, isExcept } : statement.resources;
      return { principals, statement: { ...statement, resources } };
    });
  });
}

function principalsOf(principal: unknown): string[] {
  const named = principal === '*' ? principal : record(principal)['AWS'];
  return typeof named === 'string' ? [named] : texts(named);
}
