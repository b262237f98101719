import type { AnyNode, CallExpression, ChainExpression, Expression, MemberExpression } from 'acorn';
import type MagicString from 'magic-string';

/** Name of the function that goes on behind `?.` unless nothing is there. */
export const CHAIN = '__appsync_chain';
const LINK = '__appsync_link';

/** `a?.b` of a chain, and the receivers behind it that are to be judged, up to the next `?.`. */
interface Part {
  readonly optional: MemberExpression;
  readonly receivers: Expression[];
}

/**
 * In `a?.b.map(f)` nothing can be put around `a?.b`: without `a` the rest is not evaluated. It becomes
 * `chain(a, (link) => judge(link.b).map(f))`.
 * @param receiverOf what of a call has to be judged
 */
export function openChain(
  text: MagicString,
  { expression, end }: ChainExpression,
  judge: string,
  receiverOf: (call: CallExpression) => Expression | null,
): void {
  const parts = partsOf(expression, receiverOf);
  for (const [at, { optional, receivers }] of parts.entries()) {
    const mark = text.original.lastIndexOf('?.', optional.property.start - 1);
    text.prependRight(optional.start, ` ${CHAIN}(`);
    text.appendLeft(mark, `, (${LINK}) => ${`${judge}(`.repeat(receivers.length)}${LINK}`);
    if (optional.computed) text.remove(mark, mark + 2);
    else text.overwrite(mark, mark + 2, '.');
    for (const receiver of receivers) text.appendLeft(receiver.end, ')');
    // The function ends where the next one takes over.
    text.appendLeft(parts[at + 1]?.optional.object.end ?? end, ')');
  }
}

/** From the left; a part without receivers stays as it is. */
function partsOf(
  chain: Expression,
  receiverOf: (call: CallExpression) => Expression | null,
): readonly Part[] {
  const parts: Part[] = [];
  let receivers: Expression[] = [];
  let node: AnyNode = chain;
  for (;;) {
    if (node.type === 'CallExpression') {
      const receiver = node.optional ? null : receiverOf(node);
      if (receiver !== null) receivers.unshift(receiver);
      // What is behind `f?.()` would lose its `this`.
      if (node.optional) receivers = [];
      node = node.callee;
    } else if (node.type === 'MemberExpression') {
      if (node.optional) {
        const behind = receivers.filter(({ end }) => end > (node as MemberExpression).object.end);
        if (behind.length > 0) parts.unshift({ optional: node, receivers: behind });
        receivers = receivers.filter((receiver) => !behind.includes(receiver));
      }
      node = node.object;
    } else return parts;
  }
}
