import type { Span, TraceRecord } from '../../../../tracing/types.ts';
import { Link } from 'react-router';
import { Code } from '../../ui/code.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { durationOf } from '../../ui/formats.ts';
import { evaluateTest } from './evaluate-test.ts';
import { Failed } from './failed.tsx';
import { spanName } from './span-name.ts';

/** One part of a record: what it was given, what came of it. */
export function SpanDetail({
  record,
  span,
}: {
  readonly record: TraceRecord;
  readonly span: Span;
}) {
  const { ms, source, error, request, response, stash, causedIds = [] } = span;
  const name = spanName(span, record.spans);
  const test = evaluateTest(span);
  const parent = record.spans.find(({ id }) => id === span.parentId);
  return (
    <section className="span-detail" aria-label={name}>
      <h3>{name}</h3>
      <Facts
        of={{
          Took: ms === null ? 'runs' : durationOf(ms),
          Part: parent?.name,
          Source: source === undefined ? null : <code>{source}</code>,
          Caused:
            causedIds.length === 0
              ? null
              : causedIds.map((id) => (
                  <Link key={id} to={`/requests/${id}`}>
                    {record.caused.find((one) => one.id === id)?.name ?? id}
                  </Link>
                )),
        }}
      />
      {error ? <Failed error={error} /> : null}
      {test === null ? null : <CopyButton isWide label="Copy as test" text={test} />}
      {request === undefined || request === null ? null : (
        <>
          <h4>{span.kind === 'step' ? 'ctx' : 'Asked'}</h4>
          <Code label={`what ${name} was given`} value={request} />
        </>
      )}
      {response === undefined || response === null ? null : (
        <>
          <h4>{span.kind === 'step' ? 'Returned' : 'Answered'}</h4>
          <Code label={`what ${name} gave`} value={response} />
        </>
      )}
      {stash === undefined || stash === null ? null : (
        <>
          <h4>Stash after it</h4>
          <Code label={`stash after ${name}`} value={stash} />
        </>
      )}
    </section>
  );
}
