import { useId } from 'react';
import { Link } from 'react-router';
import type { TraceRecord } from '../../../../tracing/types.ts';
import { useAddress } from '../../shell/use-address.ts';
import { toJson } from '../../ui/to-json.ts';
import { durationOf, timeOf } from '../../ui/formats.ts';
import { Answer } from '../../ui/states.tsx';
import { differenceOf } from './difference.ts';
import { unitsOf } from './traces.ts';
import { useTrace } from './use-trace.ts';

/** Two records beside each other: what is not the same in them. */
export function Comparison({ one, other }: { readonly one: string; readonly other: string }) {
  const later = useTrace(one);
  const earlier = useTrace(other);
  return (
    <Answer query={later}>
      {(record) => (
        <Answer query={earlier}>{(base) => <Shown base={base} record={record} />}</Answer>
      )}
    </Answer>
  );
}

function Shown({ base, record }: { readonly base: TraceRecord; readonly record: TraceRecord }) {
  const { hrefWith } = useAddress();
  return (
    <div className="trace-body">
      <header className="trace-head">
        <Link to={hrefWith({ with: null })} className="trace-close">
          Only {record.name}
        </Link>
        <h2>
          {base.name} and {record.name}
        </h2>
      </header>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">At {timeOf(base.at)}</th>
            <th scope="col">At {timeOf(record.at)}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(base, record).map(([name, before, after]) => (
            <tr key={name} className={before === after ? undefined : 'differs'}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Lines title="Request" before={base.request} after={record.request} />
      <Lines title="Answer" before={base.response} after={record.response} />
    </div>
  );
}

type Row = readonly [string, string, string];

function rowsOf(base: TraceRecord, record: TraceRecord): readonly Row[] {
  const row = (name: string, of: (one: TraceRecord) => string): Row => [name, of(base), of(record)];
  const names = new Set([...base.spans, ...record.spans].map(({ name }) => name));
  const spans = [...names].map((name) =>
    row(name, ({ spans: all }) =>
      all
        .filter((span) => span.name === name)
        .map(({ ms, error }) => error?.message ?? durationOf(ms ?? 0))
        .join(', '),
    ),
  );
  return [
    row('Outcome', ({ outcome }) => outcome),
    row('Error', ({ error }) => error?.message ?? ''),
    row('Caller', ({ caller }) => caller ?? ''),
    row('Took', ({ ms }) => (ms === null ? 'runs' : durationOf(ms))),
    row('Units', ({ units }) => unitsOf(units)),
    ...spans,
  ];
}

const SIGNS = { same: ' ', gone: '-', new: '+' } as const;

function Lines(props: {
  readonly title: string;
  readonly before: unknown;
  readonly after: unknown;
}) {
  const { title, before, after } = props;
  const id = useId();
  const lines = differenceOf(toJson(before).split('\n'), toJson(after).split('\n'));
  const isSame = lines.every(({ is }) => is === 'same');
  return (
    <section>
      <h3 id={id}>{title}</h3>
      {isSame ? <p className="muted">The same.</p> : null}
      <pre tabIndex={0} role="region" aria-labelledby={id} className="difference">
        {lines.map(({ is, text }, index) => (
          <span key={index} className={`line line-${is}`}>
            {`${SIGNS[is]} ${text}\n`}
          </span>
        ))}
      </pre>
    </section>
  );
}
