import type { Span } from '../../../../tracing/types.ts';

/** What CDK calls a file of an assembly: it tells nothing to people. */
const ASSET = /^asset\.[0-9a-f]{64}\b/u;

/** A span's name in few words: of a handler the file without its folders, or what it is a part of. */
export function spanName({ kind, name, parentId }: Span, spans: readonly Span[]): string {
  const [, handler, path = ''] = /^(request|response) of (.+)$/u.exec(name) ?? [];
  if (kind !== 'step' || handler === undefined) return name;
  const file = path.split('/').at(-1) ?? '';
  const parent = spans.find(({ id }) => id === parentId);
  return `${handler} of ${ASSET.test(file) ? (parent?.name ?? 'a resolver') : file}`;
}
