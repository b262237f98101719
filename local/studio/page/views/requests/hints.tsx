import type { TraceHint } from '../../../../tracing/types.ts';

/** What is worth a look, whether or not it failed. */
export function Hints({ hints }: { readonly hints: readonly TraceHint[] }) {
  return (
    <ul className="callout callout-warn trace-hints" aria-label="Worth a look">
      {hints.map(({ text, source }) => (
        <li key={text}>
          {text}
          {source === null ? null : <span className="trace-source">{source}</span>}
        </li>
      ))}
    </ul>
  );
}
