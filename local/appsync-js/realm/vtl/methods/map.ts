import { deleteProperty, hasOwn, keys, values } from '../../kernel/primordials.ts';
import { Entry, equal, isMap, toJavaText } from '../java.ts';
import { memberOf, putMember } from '../maps.ts';
import type { Methods } from './method.ts';

type Members = Record<string, unknown>;

function put(map: Members, key: unknown, value: unknown): unknown {
  const name = toJavaText(key);
  const before = memberOf(map, name);
  putMember(map, name, value ?? null);
  return before;
}

function remove(map: Members, key: unknown): unknown {
  const name = toJavaText(key);
  const before = memberOf(map, name);
  deleteProperty(map, name);
  return before;
}

/** java.util.Map. */
export const mapMethods: Methods<Members> = {
  clear(map) {
    for (const name of keys(map)) deleteProperty(map, name);
  },
  containsKey: (map, key) => hasOwn(map, toJavaText(key)),
  containsValue: (map, value) => values(map).some((member) => equal(member, value)),
  entrySet: (map) => keys(map).map((name) => new Entry(name, map[name])),
  equals: equal,
  get: (map, key) => memberOf(map, toJavaText(key)),
  getOrDefault: (map, key, other) =>
    hasOwn(map, toJavaText(key)) ? memberOf(map, toJavaText(key)) : other,
  isEmpty: (map) => keys(map).length === 0,
  keySet: (map) => keys(map),
  put,
  putAll(map, more) {
    if (isMap(more)) for (const name of keys(more)) putMember(map, name, more[name]);
  },
  putIfAbsent: (map, key, value) =>
    (memberOf(map, toJavaText(key)) ?? null) === null ? put(map, key, value) : map[toJavaText(key)],
  remove,
  replace: (map, key, value) => (hasOwn(map, toJavaText(key)) ? put(map, key, value) : undefined),
  size: (map) => keys(map).length,
  toString: toJavaText,
  values: (map) => values(map),
};
