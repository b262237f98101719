import type { TraceError } from '../../../../tracing/types.ts';

/** Why it failed, and where in the source. */
export function Failed({
  error: { type, message, source, cause, stack = [], path },
}: {
  readonly error: TraceError;
}) {
  return (
    <div className="callout callout-bad trace-error" role="alert">
      <p>
        {type === null ? null : <strong>{type}: </strong>}
        {message}
      </p>
      {cause === undefined ? null : <p>Because of {cause}</p>}
      {path === undefined ? null : <p>Field {path}</p>}
      {source === null ? null : <p className="trace-source">{source}</p>}
      {stack.length > 0 ? (
        <ol>
          {stack.map((frame, index) => (
            <li key={`${frame} ${index}`}>
              <code>{frame}</code>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
