import { entries, isArray, isRecord } from '../guest/primordials.ts';

interface FilterRule {
  fieldName: string;
  operator: string;
  value: unknown;
}
/** Filters that must all hold. */
type Group = readonly FilterRule[];

const ONE_EMPTY: readonly Group[] = [[]];

/**
 * util.transform.toSubscriptionFilter: operators of one field, members of `or` and rules are
 * alternatives and multiply the groups out. Operator names go through as they are.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export function toSubscriptionFilter(filter: unknown, ignored?: unknown, rules?: unknown): unknown {
  if (!isRecord(filter)) return null;
  const dropped: readonly unknown[] = isArray(ignored) ? ignored : [];
  let groups = alternatives(filter, dropped);
  const ruled = isRecord(rules)
    ? entries(rules).flatMap(([name, operators]) => operatorsOf(name, operators))
    : [];
  if (ruled.length > 0) groups = product(groups, ruled);
  return {
    filterGroup: groups.filter((group) => group.length > 0).map((filters) => ({ filters })),
  };
}

function operatorsOf(fieldName: string, operators: unknown): Group[] {
  if (!isRecord(operators)) return [];
  return entries(operators)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => [{ fieldName, operator, value }]);
}

function alternatives(
  filter: Record<string, unknown>,
  dropped: readonly unknown[],
): readonly Group[] {
  let groups = ONE_EMPTY;
  for (const [name, value] of entries(filter)) {
    const members: readonly unknown[] = isArray(value) ? value : [];
    if (name === 'and' && isArray(value)) {
      for (const member of members)
        if (isRecord(member)) groups = product(groups, alternatives(member, dropped));
    } else if (name === 'or' && isArray(value)) {
      const union = members.flatMap((member) =>
        isRecord(member) ? alternatives(member, dropped) : [],
      );
      groups = product(
        groups,
        union.filter((group) => group.length > 0),
      );
    } else if (!dropped.includes(name)) groups = product(groups, operatorsOf(name, value));
  }
  return groups;
}

/** Every left group with every right one; no alternative on the right leaves the left as it is. */
function product(left: readonly Group[], right: readonly Group[]): readonly Group[] {
  if (right.length === 0) return left;
  return left.flatMap((first) => right.map((second) => [...first, ...second]));
}
