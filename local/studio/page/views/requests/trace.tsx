import { Link } from 'react-router';
import type { TraceRecord, TraceSummary } from '../../../../tracing/types.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code } from '../../ui/code.tsx';
import { Facts } from '../../ui/facts.tsx';
import { dateTimeOf, durationOf } from '../../ui/formats.ts';
import { Answer } from '../../ui/states.tsx';
import { Failed } from './failed.tsx';
import { Hints } from './hints.tsx';
import { SpanDetail } from './span-detail.tsx';
import { TraceActions } from './trace-actions.tsx';
import { KINDS, OUTCOMES, unitsOf } from './traces.ts';
import { useTrace } from './use-trace.ts';
import { Waterfall } from './waterfall.tsx';

/** All that is known of one record. */
export function Trace({ id }: { readonly id: string }) {
  const query = useTrace(id);
  return <Answer query={query}>{(record) => <Shown record={record} />}</Answer>;
}

function Shown({ record }: { readonly record: TraceRecord }) {
  const { get } = useAddress();
  const { spans, logs, errors, hints, request, response, isCut } = record;
  const span = spans.find(({ id }) => id === get('span'));
  return (
    <div className="trace-body">
      <Head record={record} />
      {errors.map((error) => (
        <Failed key={`${error.path ?? ''}${error.message}`} error={error} />
      ))}
      {hints.length > 0 ? <Hints hints={hints} /> : null}
      <TraceActions record={record} />
      <Relatives record={record} />
      {spans.length > 0 ? <Waterfall record={record} shown={span?.id} /> : null}
      {span ? <SpanDetail record={record} span={span} /> : null}
      {logs.length > 0 ? (
        <section>
          <h3>Logs</h3>
          <ol className="logs">
            {logs.map(({ at, level, source, text }, index) => (
              <li key={`${at} ${index}`} className={`log log-${level}`}>
                <span className="muted">{source}</span> {text}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <section>
        <h3>Request</h3>
        <Code label="request" value={request} />
        <h3>Answer</h3>
        <Code label="answer" value={response} />
        {isCut ? <p className="muted">Values that were too long are cut.</p> : null}
      </section>
    </div>
  );
}

function Head({ record }: { readonly record: TraceRecord }) {
  const { name, kind, outcome, at, ms, caller, units, traceId } = record;
  const { hrefWith } = useAddress();
  return (
    <header className="trace-head">
      <Link
        to={`/requests${searchOf(hrefWith({ span: null, with: null }))}`}
        className="trace-close"
      >
        Close
      </Link>
      <h2>{name}</h2>
      <Badge tone={OUTCOMES[outcome]}>{outcome}</Badge>
      <Facts
        of={{
          Kind: KINDS[kind],
          At: dateTimeOf(at),
          Took: ms === null ? 'runs' : durationOf(ms),
          Caller: caller,
          Units: unitsOf(units),
          'Trace id': <code>{traceId}</code>,
        }}
      />
    </header>
  );
}

const searchOf = (href: string): string =>
  href.includes('?') ? href.slice(href.indexOf('?')) : '';

function Relatives({ record: { cause, caused, causeIs } }: { readonly record: TraceRecord }) {
  if (cause === null && caused.length === 0) return null;
  return (
    <section className="relatives">
      {cause ? (
        <>
          <h3>{causeIs === 'likely' ? 'Probably caused by' : 'Caused by'}</h3>
          <ul>
            <Relative record={cause} />
          </ul>
        </>
      ) : null}
      {caused.length > 0 ? (
        <>
          <h3>It caused</h3>
          <ul>
            {caused.map((record) => (
              <Relative key={record.id} record={record} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Relative({ record: { id, kind, name, outcome, ms } }: { readonly record: TraceSummary }) {
  const { hrefWith } = useAddress();
  return (
    <li>
      <Link to={`/requests/${id}${searchOf(hrefWith({ span: null, with: null }))}`}>
        {KINDS[kind]}: {name}
      </Link>{' '}
      <Badge tone={OUTCOMES[outcome]}>{outcome}</Badge>{' '}
      {ms === null ? null : <span className="muted">{durationOf(ms)}</span>}
    </li>
  );
}
