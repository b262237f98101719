import { entries, isArray, isRecord } from '../kernel/primordials.ts';

interface FilterRule {
  fieldName: string;
  operator: string;
  value: unknown;
}
/** Filters that must all hold. */
type Group = readonly FilterRule[];

const ONE_EMPTY: readonly Group[] = [[]];

/** Thrown inside this file for a filter that AWS answers with null. */
class NotReadable extends Error {}

/**
 * util.transform.toSubscriptionFilter: operators of one field, members of `or` and rules are
 * alternatives and multiply the groups out. Operator names go through as they are; a filter of the
 * wrong form gives null.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export function toSubscriptionFilter(filter: unknown, ignored?: unknown, rules?: unknown): unknown {
  const dropped: readonly unknown[] = isArray(ignored) ? ignored : [];
  try {
    let groups = alternatives(filter, dropped);
    const ruled = isRecord(rules)
      ? entries(rules).flatMap(([name, operators]) => operatorsOf(name, operators))
      : [];
    groups = product(groups, ruled);
    return {
      filterGroup: groups.filter((group) => group.length > 0).map((filters) => ({ filters })),
    };
  } catch (error) {
    if (error instanceof NotReadable) return null;
    throw error;
  }
}

function operatorsOf(fieldName: string, operators: unknown): Group[] {
  if (!isRecord(operators)) throw new NotReadable();
  return entries(operators)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => [{ fieldName, operator, value }]);
}

function alternatives(filter: unknown, dropped: readonly unknown[]): readonly Group[] {
  if (!isRecord(filter)) throw new NotReadable();
  let groups = ONE_EMPTY;
  for (const [name, value] of entries(filter)) {
    if (value === undefined) continue;
    if (name === 'and') {
      for (const member of membersOf(value))
        groups = product(groups, alternatives(member, dropped));
    } else if (name === 'or') {
      const union = membersOf(value).flatMap((member) => alternatives(member, dropped));
      groups = product(
        groups,
        union.filter((group) => group.length > 0),
      );
    } else if (!dropped.includes(name)) groups = product(groups, operatorsOf(name, value));
  }
  return groups;
}

function membersOf(value: unknown): readonly unknown[] {
  if (!isArray(value)) throw new NotReadable();
  return value;
}

/** Every left group with every right one; no alternative on the right leaves the left as it is. */
function product(left: readonly Group[], right: readonly Group[]): readonly Group[] {
  if (right.length === 0) return left;
  return left.flatMap((first) => right.map((second) => [...first, ...second]));
}
