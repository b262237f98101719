import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { TraceSummary } from '../../../../tracing/types.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { durationOf, timeOf } from '../../ui/formats.ts';
import { KINDS, OUTCOMES, unitsOf } from './traces.ts';

/** Pixels of a row. */
const ROW_HEIGHT = 52;

/** Address of a record, with the filter kept. */
const addressOf = (id: string, search: string): string => `/requests/${id}${search}`;

/** The records, newest first; the arrow keys go through them. */
export function TraceTable({
  records,
  shown,
  onOlder,
}: {
  readonly records: readonly TraceSummary[];
  readonly shown: string | undefined;
  readonly onOlder: (() => void) | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { hrefWith } = useAddress();
  const href = hrefWith({ with: null, span: null, tab: null });
  const search = href.includes('?') ? href.slice(href.indexOf('?')) : '';
  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => records[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= records.length - 1) onOlder?.();
  }, [last, records.length]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = records.findIndex(({ id }) => id === shown) + step;
    const next = records[index];
    if (!next) return;
    virtualizer.scrollToIndex(index);
    void navigate(addressOf(next.id, search), { replace: shown !== undefined });
  };
  return (
    <div className="panel trace-list" ref={box} onKeyDown={onKeyDown}>
      <ol aria-label="Records, newest first" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const record = records[index];
          return record === undefined ? null : (
            <li key={key} style={{ transform: `translateY(${start}px)` }}>
              <Row record={record} isShown={record.id === shown} search={search} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Row({
  record,
  isShown,
  search,
}: {
  readonly record: TraceSummary;
  readonly isShown: boolean;
  readonly search: string;
}) {
  const { id, at, kind, name, caller, ms, outcome, units, error, hints } = record;
  return (
    <Link
      to={addressOf(id, search)}
      className={`trace-row trace-${outcome}`}
      aria-current={isShown ? 'true' : undefined}
    >
      <span className="trace-time">{timeOf(at)}</span>
      <span className="trace-name">{name}</span>
      <Badge tone={OUTCOMES[outcome]}>{outcome}</Badge>
      <span className="trace-kind">{KINDS[kind]}</span>
      <span
        className={error === null && hints.length > 0 ? 'trace-about trace-hint' : 'trace-about'}
      >
        {error?.message ?? hints[0]?.text ?? caller ?? ''}
      </span>
      <span className="trace-cost">
        {[ms === null ? '' : durationOf(ms), unitsOf(units)].filter(Boolean).join(' · ')}
      </span>
    </Link>
  );
}
