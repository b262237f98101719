import type { TypedItem, TypedValue } from '../typed-values.ts';
import { valueAt, withValueAt } from './documents.ts';
import { readPath, splitList, type UpdateAction } from './update-actions.ts';

interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: TypedItem;
}

/** The item that an update would leave, for a function that is to judge a conflict. */
export function previewUpdate(
  existing: TypedItem,
  actions: readonly UpdateAction[],
  placeholders: Placeholders,
): TypedItem {
  return actions.reduce((item, action) => {
    const path = readPath(action.path, placeholders.names);
    if (action.clause === 'REMOVE') return withValueAt(item, path, undefined);
    const current = valueAt(item, path);
    if (action.clause === 'SET') {
      // Operands are read from the item before the update.
      return withValueAt(item, path, operand(action.value, existing, placeholders));
    }
    const given = placeholders.values[action.value];
    if (!given) return item;
    const combine = action.clause === 'ADD' ? added : without;
    return withValueAt(item, path, combine(current, given));
  }, existing);
}

function operand(
  text: string,
  item: TypedItem,
  placeholders: Placeholders,
): TypedValue | undefined {
  const sum = /^((?:[^()+-]|\([^)]*\))+)([+-])(.+)$/s.exec(text);
  if (sum) {
    const [left, right] = [sum[1] ?? '', sum[3] ?? ''].map((part) =>
      Number(operand(part.trim(), item, placeholders)?.['N']),
    );
    return number(Number(left) + (sum[2] === '+' ? 1 : -1) * Number(right));
  }
  const call = /^(if_not_exists|list_append)\s*\((.*)\)$/is.exec(text);
  if (!call) {
    if (text.startsWith(':')) return placeholders.values[text];
    return valueAt(item, readPath(text, placeholders.names));
  }
  const [first, second] = splitList(call[2] ?? '').map((part) => operand(part, item, placeholders));
  if (call[1]?.toLowerCase() === 'if_not_exists') return first ?? second;
  return { L: [first, second].flatMap((list) => (list?.['L'] ?? []) as unknown[]) };
}

function added(current: TypedValue | undefined, given: TypedValue): TypedValue {
  if ('N' in given) return number(Number(current?.['N'] ?? 0) + Number(given['N']));
  const [type = ''] = Object.keys(given);
  const items = [...((current?.[type] ?? []) as unknown[]), ...(given[type] as unknown[])];
  return { [type]: [...new Set(items)] };
}

function without(current: TypedValue | undefined, given: TypedValue): TypedValue | undefined {
  const [type = ''] = Object.keys(given);
  const removed = new Set(given[type] as unknown[]);
  const left = ((current?.[type] ?? []) as unknown[]).filter((item) => !removed.has(item));
  return left.length === 0 ? undefined : { [type]: left };
}

const number = (value: number): TypedValue => ({ N: String(value) });
