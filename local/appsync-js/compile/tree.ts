import type { AnyNode } from 'acorn';

/** A node within another, and the member that holds it. */
export interface Child {
  readonly node: AnyNode;
  readonly key: string;
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value;

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: AnyNode): Child[] {
  const children: Child[] = [];
  const members = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const value = members[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const entry of value as unknown[])
        if (isNode(entry)) children.push({ node: entry, key });
    } else if (isNode(value)) children.push({ node: value, key });
  }
  return children;
}
