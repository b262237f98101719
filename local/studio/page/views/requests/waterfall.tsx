import { Link } from 'react-router';
import type { Span, TraceRecord } from '../../../../tracing/types.ts';
import { useAddress } from '../../shell/use-address.ts';
import { durationOf } from '../../ui/formats.ts';
import { spanName } from './span-name.ts';
import { unitsOf } from './traces.ts';

/** What a request did and when: each span a bar, parents before what is below them. */
export function Waterfall({
  record,
  shown,
}: {
  readonly record: TraceRecord;
  readonly shown: string | undefined;
}) {
  const { spans, at } = record;
  const depths = depthsOf(spans);
  const end = Math.max(at + (record.ms ?? 0), ...spans.map((span) => span.at + (span.ms ?? 0)));
  const scale = 100 / Math.max(end - at, 0.001);
  return (
    <section>
      <h3>What it did</h3>
      <ol className="waterfall" aria-label="Spans">
        {spans.map((span) => (
          <Bar
            key={span.id}
            span={span}
            name={spanName(span, spans)}
            depth={depths.get(span.id) ?? 0}
            left={Math.min(99, Math.max(0, (span.at - at) * scale))}
            width={(span.ms ?? end - span.at) * scale}
            isShown={span.id === shown}
          />
        ))}
      </ol>
    </section>
  );
}

function Bar(props: {
  readonly span: Span;
  readonly name: string;
  readonly depth: number;
  /** Per cent. */
  readonly left: number;
  /** Per cent. */
  readonly width: number;
  readonly isShown: boolean;
}) {
  const { span, name, depth, left, width, isShown } = props;
  const { hrefWith } = useAddress();
  const { id, kind, ms, units, error } = span;
  return (
    <li>
      <Link
        to={hrefWith({ span: isShown ? null : id })}
        className={error ? 'span span-failed' : 'span'}
        aria-current={isShown ? 'true' : undefined}
        preventScrollReset
      >
        <span className="span-name" style={{ paddingInlineStart: `${depth * 12}px` }}>
          {name}
        </span>
        <span className="span-track" aria-hidden="true">
          <span
            className={`span-bar span-${kind}`}
            style={{ left: `${left}%`, width: `${Math.min(width, 100 - left)}%` }}
          />
        </span>
        <span className="span-cost">
          {[ms === null ? 'runs' : durationOf(ms), units ? unitsOf(units) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
    </li>
  );
}

function depthsOf(spans: readonly Span[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { id, parentId } of spans) {
    depths.set(id, parentId === null ? 0 : (depths.get(parentId) ?? 0) + 1);
  }
  return depths;
}
