import type { TypedItem, TypedValue } from '../typed-values.ts';

type Path = readonly (string | number)[];

/** The value at a path of an item, undefined when there is none. */
export function valueAt(item: TypedItem, path: Path): TypedValue | undefined {
  return path.reduce<TypedValue | undefined>(member, { M: item });
}

function member(value: TypedValue | undefined, step: string | number): TypedValue | undefined {
  const inside = (typeof step === 'number' ? value?.['L'] : value?.['M']) as
    | Readonly<Record<string | number, TypedValue>>
    | undefined;
  return inside?.[step];
}

/** The item with another value at a path, or with none there; a path that leads nowhere changes nothing. */
export function withValueAt(item: TypedItem, path: Path, value: TypedValue | undefined): TypedItem {
  return (put({ M: item }, path, value)['M'] ?? item) as TypedItem;
}

function put(holder: TypedValue, path: Path, value: TypedValue | undefined): TypedValue {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? holder;
  const next = member(holder, step);
  if (rest.length > 0 && next === undefined) return holder;
  const changed = rest.length > 0 && next ? put(next, rest, value) : value;
  if (typeof step === 'number') {
    const items = [...((holder['L'] ?? []) as readonly TypedValue[])];
    if (changed === undefined) items.splice(step, 1);
    else items[Math.min(step, items.length)] = changed;
    return { L: items };
  }
  const { [step]: _old, ...others } = (holder['M'] ?? {}) as TypedItem;
  return { M: changed === undefined ? others : { ...others, [step]: changed } };
}
