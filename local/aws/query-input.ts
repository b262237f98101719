import { isObject } from '../shared/is-object.ts';
import { setOwn } from '../shared/set-own.ts';

type Node = { [name: string]: Node | string };

/**
 * The parameters of a call in the query protocol as objects: `X.member.1` is an element of a list, `X.entry.1.Name`
 * with its `Value` (or `key`, `value`) a member of an object.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function readQueryInput(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const root: Node = {};
  for (const [path, value] of form) put(root, path.split('.'), value);
  const input = valueOf(root);
  return isObject(input) ? input : {};
}

function put(node: Node, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    setOwn(node, name, value);
    return;
  }
  const below = Object.hasOwn(node, name) ? node[name] : undefined;
  const branch: Node = typeof below === 'object' ? below : {};
  setOwn(node, name, branch);
  put(branch, rest, value);
}

function valueOf(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const names = Object.keys(node);
  const [only] = names;
  const below = only === undefined ? undefined : node[only];
  if (names.length === 1 && typeof below === 'object') {
    if (only === 'member') return Object.values(below).map(valueOf);
    if (only === 'entry') return objectOf(Object.values(below).map(valueOf));
  }
  return Object.fromEntries(names.map((name) => [name, valueOf(node[name] ?? '')]));
}

function objectOf(entries: readonly unknown[]): unknown {
  return Object.fromEntries(
    entries
      .filter(isObject)
      .map((entry) => [String(entry['Name'] ?? entry['key']), entry['Value'] ?? entry['value']]),
  );
}
