import {
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type Row,
  type RowSelectionState,
} from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { User } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { RoleBadge, StatusBadge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { nameOf } from './name-of.ts';

const FEATURES = tableFeatures({ rowSelectionFeature });
type Features = typeof FEATURES;

/** Pixels; rows are measured when they are there. */
const ROW_HEIGHT = 61;
/** Rows beyond the edge of the window that are there too; a jump to the next page makes as many anew on both sides. */
const OVERSCAN = 5;
/** The next page is read when so many rows are left. */
const READ_AHEAD = 15;

/** How the rows look; what a column is called says the header. */
const COLUMNS: ColumnDef<Features, User>[] = [
  { id: 'person', cell: ({ row }) => <PersonCell user={row.original} /> },
  { id: 'status', cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  { id: 'role', cell: ({ row }) => <RoleBadge role={row.original.role} /> },
  { id: 'lastSignInAt', cell: ({ row }) => <When iso={row.original.lastSignInAt} /> },
  { id: 'createdAt', cell: ({ row }) => <When iso={row.original.createdAt} /> },
];

type ColumnId = 'person' | 'status' | 'role' | 'lastSignInAt' | 'createdAt';

interface Props {
  readonly users: readonly User[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
  /** Ids. */
  readonly selected: RowSelectionState;
  readonly onSelect: (change: (selected: RowSelectionState) => RowSelectionState) => void;
  /** How many there are in all, as far as known; -1 when not. */
  readonly total: number;
}

/** The directory: only the rows in the window exist, so that it stays fast however many were read. */
export function PeopleTable({ users, hasMore, onMore, selected, onSelect, total }: Props) {
  const { people } = useTexts();
  const table = useTable<Features, User>({
    features: FEATURES,
    columns: COLUMNS,
    data: users,
    getRowId: ({ id }) => id,
    state: { rowSelection: selected },
    onRowSelectionChange: (change) =>
      onSelect((present) => (typeof change === 'function' ? change(present) : change)),
  });
  const { rows } = table.getRowModel();
  // They go through all rows, and scrolling draws the list many times a second.
  const isAll = useMemo(
    () => rows.length > 0 && table.getIsAllRowsSelected(),
    [table, rows, selected],
  );
  const isSome = useMemo(() => table.getIsSomeRowsSelected(), [table, rows, selected]);
  const body = useRef<HTMLDivElement>(null);
  const virtualizer = useRowsInWindow(rows.length, body);
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - READ_AHEAD) onMore();
    // Each time more rows are there or the reader is further down; the function is another one at each render.
  }, [hasMore, last, rows.length]);
  return (
    <div className="table panel" role="table" aria-label={people.table} aria-rowcount={total}>
      <Head table={table} isAll={isAll} isSome={isSome} />
      <div
        role="rowgroup"
        ref={body}
        className="table-body"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <PersonRow
              key={row.id}
              table={table}
              row={row}
              isSelected={row.getIsSelected()}
              index={index}
              top={start - virtualizer.options.scrollMargin}
              measure={virtualizer.measureElement}
            />
          );
        })}
      </div>
    </div>
  );
}

type PeopleTableOf = ReactTable<Features, User>;

interface HeadProps {
  readonly table: PeopleTableOf;
  readonly isAll: boolean;
  readonly isSome: boolean;
}

const Head = memo(
  OneHead,
  (before, after) => before.isAll === after.isAll && before.isSome === after.isSome,
);

function OneHead({ table, isAll, isSome }: HeadProps) {
  const { people } = useTexts();
  return (
    <div role="rowgroup">
      <div className="table-row table-head" role="row">
        <div className="cell cell-select" role="columnheader">
          <Checkbox
            label={people.selectAll}
            isLabelHidden
            isSelected={isAll}
            isIndeterminate={isSome}
            onChange={(isSelected) => table.toggleAllRowsSelected(isSelected)}
          />
        </div>
        {COLUMNS.map(({ id }) => (
          <div key={id} className={`cell cell-${id}`} role="columnheader">
            {people.columns[id as ColumnId]}
          </div>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly table: PeopleTableOf;
  readonly row: Row<Features, User>;
  readonly isSelected: boolean;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly measure: (element: HTMLDivElement | null) => void;
}

/** Each step of scrolling draws the list anew: only rows that came or changed are made again. */
const PersonRow = memo(
  OneRow,
  (before, after) =>
    before.row.original === after.row.original &&
    before.isSelected === after.isSelected &&
    before.index === after.index &&
    before.top === after.top,
);

function OneRow({ table, row, isSelected, index, top, measure }: RowProps) {
  const { people } = useTexts();
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      // The header is the first.
      aria-rowindex={index + 2}
      className={isSelected ? 'table-row table-row-selected' : 'table-row'}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cell id="select">
        <Checkbox
          label={people.select(nameOf(row.original))}
          isLabelHidden
          isSelected={isSelected}
          onChange={(isOn) => row.toggleSelected(isOn)}
        />
      </Cell>
      {row.getAllCells().map((cell) => (
        <Cell key={cell.id} id={cell.column.id}>
          <table.FlexRender cell={cell} />
        </Cell>
      ))}
    </div>
  );
}

const Cell = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <div className={`cell cell-${id}`} role="cell">
    {children}
  </div>
);

/** Rows by the window's scroll; the list begins somewhere down the page. */
function useRowsInWindow(count: number, body: React.RefObject<HTMLDivElement | null>) {
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      setScrollMargin(Math.round(top + scrollY));
    };
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [body]);
  return useWindowVirtualizer<HTMLDivElement>({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin,
  });
}

function PersonCell({ user }: { readonly user: User }) {
  return (
    <Link to={`/people/${user.id}`} className="person-link">
      <Avatar user={user} />
      <span className="person-text">
        <span className="person-name">{nameOf(user)}</span>
        <span className="person-email">{user.email}</span>
      </span>
    </Link>
  );
}

function When({ iso }: { readonly iso: string | null | undefined }) {
  const { people } = useTexts();
  const { ago, dateTime } = useFormats();
  if (!iso) return <span className="muted">{people.never}</span>;
  return (
    <time dateTime={iso} title={dateTime(iso)} className="muted nowrap">
      {ago(iso)}
    </time>
  );
}
