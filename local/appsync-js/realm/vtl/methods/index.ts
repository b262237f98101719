import { sized } from '../../kernel/budget.ts';
import { apply, hasOwn, isArray, own } from '../../kernel/primordials.ts';
import { Entry, Iterator, Turn, equal, toJavaText } from '../java.ts';
import { listMethods } from './list.ts';
import { mapMethods } from './map.ts';
import type { Method, Methods } from './method.ts';
import { numberMethods } from './number.ts';
import { textMethods } from './text.ts';

const booleanMethods: Methods<boolean> = {
  booleanValue: (value) => value,
  equals: (value, other) => value === other,
  toString: toJavaText,
};
const entryMethods: Methods<Entry> = {
  equals: equal,
  getKey: (entry) => entry.key,
  getValue: (entry) => entry.value,
  toString: toJavaText,
};
const turnMethods: Methods<Turn> = {
  getCount: (turn) => turn.count,
  getIndex: (turn) => turn.index,
  getParent: (turn) => turn.parent,
  hasNext: (turn) => turn.hasNext,
  isFirst: (turn) => turn.first,
  isLast: (turn) => turn.last,
};
const iteratorMethods: Methods<Iterator> = {
  hasNext: (iterator) => iterator.hasNext(),
  next: (iterator) => iterator.next(),
};

/** The methods that a value has in Java. */
function methodsOf(value: unknown): Methods<never> {
  if (typeof value === 'string') return textMethods;
  if (typeof value === 'number') return numberMethods;
  if (typeof value === 'boolean') return booleanMethods;
  if (isArray(value)) return listMethods;
  if (value instanceof Entry) return entryMethods;
  if (value instanceof Turn) return turnMethods;
  return value instanceof Iterator ? iteratorMethods : mapMethods;
}

type Helpers = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/**
 * What a method gives; undefined where there is none of that name, as Velocity has it.
 * @throws JavaException where Java's would
 */
export function invoke(receiver: unknown, name: string, args: readonly unknown[]): unknown {
  if (receiver === null || receiver === undefined) return undefined;
  // Nothing that comes from JSON holds a function: this is `$util`, one of its parts, `$extensions`.
  if (typeof receiver === 'object' && hasOwn(receiver, name)) {
    const helper = (receiver as Helpers)[name];
    if (typeof helper === 'function') return apply(helper, undefined, args);
  }
  const method = own(methodsOf(receiver), name) as Method<unknown> | undefined;
  if (method === undefined) return undefined;
  sized(receiver);
  return method(receiver, ...args);
}
