import type { AnyNode, CallExpression, ChainExpression, Expression, MemberExpression } from 'acorn';
import type MagicString from 'magic-string';

/** Name of the function that goes on behind `?.` unless nothing is there. */
export const CHAIN = '__appsync_chain';
/** Name of the function that has the host look what a run took so far, and gives no arguments. */
export const LOOK = '__appsync_look';
const LINK = '__appsync_link';

/** `a?.b` of a chain, and the receivers behind it that are to be judged, up to the next `?.`. */
interface Part {
  readonly optional: MemberExpression;
  readonly receivers: Expression[];
}

/**
 * In `a?.b.map(f)` nothing can be put around `a?.b`: without `a` the rest is not evaluated. It becomes
 * `chain(a, (link) => judge(link.b).map(f))`. Behind `f?.()` and in `a?.map?.(f)` that would lose `this`:
 * such a call is looked at.
 * @param receiverOf what of a call has to be judged
 */
export function openChain(
  text: MagicString,
  { expression, end }: ChainExpression,
  judge: string,
  receiverOf: (call: CallExpression) => Expression | null,
): void {
  const { parts, unjudged } = partsOf(expression, receiverOf);
  for (const call of unjudged) lookAt(text, call);
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

/** A call that goes through what nobody judges: before it the host looks. */
export function lookAt(text: MagicString, call: CallExpression): void {
  const open = text.original.indexOf('(', call.callee.end);
  text.appendRight(open + 1, `...${LOOK}()${call.arguments.length === 0 ? '' : ', '}`);
}

/** From the left; a part without receivers stays as it is. */
function partsOf(
  chain: Expression,
  receiverOf: (call: CallExpression) => Expression | null,
): { readonly parts: readonly Part[]; readonly unjudged: readonly CallExpression[] } {
  const parts: Part[] = [];
  const unjudged: CallExpression[] = [];
  let calls = new Map<Expression, CallExpression>();
  let receivers: Expression[] = [];
  let node: AnyNode = chain;
  for (;;) {
    if (node.type === 'CallExpression') {
      const receiver = receiverOf(node);
      if (receiver !== null) {
        receivers.unshift(receiver);
        calls.set(receiver, node);
      }
      if (node.optional) {
        unjudged.push(...calls.values());
        calls = new Map();
        receivers = [];
      }
      node = node.callee;
    } else if (node.type === 'MemberExpression') {
      if (node.optional) {
        const behind = receivers.filter(({ end }) => end > (node as MemberExpression).object.end);
        if (behind.length > 0) parts.unshift({ optional: node, receivers: behind });
        receivers = receivers.filter((receiver) => !behind.includes(receiver));
        for (const receiver of behind) calls.delete(receiver);
      }
      node = node.object;
    } else return { parts, unjudged };
  }
}
