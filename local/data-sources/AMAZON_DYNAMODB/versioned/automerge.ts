import { isDeepStrictEqual } from 'node:util';
import type { TypedItem, TypedValue } from '../typed-values.ts';
import { valueAt } from './documents.ts';
import { readPath, type UpdateAction } from './update-actions.ts';

/**
 * Merges an item into the existing one: new attributes are added, lists joined, sets united, maps
 * merged member by member; of everything else the existing value stays.
 * https://docs.aws.amazon.com/appsync/latest/devguide/conflict-detection-and-resolution.html
 */
export function mergeItems(existing: TypedItem, incoming: TypedItem): TypedItem {
  // Not by assignment: names may be any, `__proto__` and `constructor` too.
  const merged = new Map(Object.entries(existing));
  for (const [name, value] of Object.entries(incoming)) {
    merged.set(name, mergeValues(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

function mergeValues(existing: TypedValue | undefined, incoming: TypedValue): TypedValue {
  if (existing === undefined || 'NULL' in existing) return incoming;
  // Not a conflict, and so no reason to join a list with itself.
  if (isDeepStrictEqual(existing, incoming)) return existing;
  if ('M' in existing && 'M' in incoming) {
    return { M: mergeItems(existing['M'] as TypedItem, incoming['M'] as TypedItem) };
  }
  if ('L' in existing && 'L' in incoming) {
    return { L: [...(existing['L'] as unknown[]), ...(incoming['L'] as unknown[])] };
  }
  return unite(existing, incoming) ?? existing;
}

/** The union of a set with a set, or with the list that util.dynamodb makes of one. */
function unite(existing: TypedValue, incoming: TypedValue): TypedValue | null {
  for (const [set, element] of SETS) {
    if (!(set in existing)) continue;
    const added = (incoming[set] ?? elements(incoming['L'], element)) as unknown[] | null;
    return added && { [set]: [...new Set([...(existing[set] as unknown[]), ...added])] };
  }
  return null;
}

const SETS = [
  ['SS', 'S'],
  ['NS', 'N'],
  ['BS', 'B'],
] as const;

function elements(list: unknown, type: string): unknown[] | null {
  if (!Array.isArray(list)) return null;
  const items = list as readonly TypedValue[];
  return items.every((item) => type in item) ? items.map((item) => item[type]) : null;
}

/** Actions that remain of an update, and the values they name. */
export interface MergedUpdate {
  readonly actions: readonly UpdateAction[];
  readonly values: Readonly<Record<string, TypedValue>>;
}

/**
 * The same rules for an update expression. What takes away (REMOVE, DELETE) is left out: the caller
 * has to ask again with the current version.
 */
export function mergeUpdate(
  existing: TypedItem,
  actions: readonly UpdateAction[],
  {
    names,
    values,
  }: { readonly names: Readonly<Record<string, string>>; readonly values: TypedItem },
): MergedUpdate {
  const kept: UpdateAction[] = [];
  const added: Record<string, TypedValue> = {};
  for (const action of actions) {
    if (action.clause === 'REMOVE' || action.clause === 'DELETE') continue;
    const current = valueAt(existing, readPath(action.path, names));
    const given = values[action.value];
    if (current === undefined || 'NULL' in current || isJoin(action, current)) {
      kept.push(action);
    } else if (action.clause === 'SET' && given) {
      const merged = mergeValues(current, given);
      if (merged === current) continue;
      const value = `:appsync_merged_${kept.length}`;
      kept.push({ ...action, value });
      added[value] = merged;
    }
  }
  const named = kept.map((action) => ('value' in action ? action.value : '')).join(' ');
  const used = Object.entries(values).filter(([name]) => mentions(named, name));
  return { actions: kept, values: { ...Object.fromEntries(used), ...added } };
}

/** Actions that only add to what is there already. */
function isJoin({ clause, ...action }: UpdateAction, current: TypedValue): boolean {
  if (clause === 'ADD') return !('N' in current);
  return 'value' in action && 'L' in current && /^list_append\s*\(/i.test(action.value);
}

/** Whether a text names a placeholder, not only one that begins like it. */
export const mentions = (text: string, placeholder: string): boolean =>
  text.split(/[^\w#:]+/).includes(placeholder);
