import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { IndexDescription } from '../../../describe/stores.ts';
import type { Item } from '../../../routes/table-items.ts';
import type { TableSummary } from '../../../routes/tables.ts';
import { useAddress } from '../../shell/use-address.ts';
import { keyOf, textOf } from './values.ts';

const FEATURES = tableFeatures({});
type Column = ColumnDef<typeof FEATURES, Item>;

/** Beside the keys: more is in the item itself. */
const MAX_COLUMNS = 8;

/** Items with a column for each attribute, keys first. */
export function ItemTable(props: {
  readonly table: TableSummary;
  readonly index: IndexDescription | undefined;
  readonly items: readonly Item[];
}) {
  const { table, index, items } = props;
  const { get, hrefWith } = useAddress();
  const columns = useMemo(() => columnsOf(items, table, index), [items, table, index]);
  const grid = useTable({ features: FEATURES, columns, data: items });
  return (
    <div
      className="panel grid-scroll"
      role="region"
      tabIndex={0}
      aria-label={`Items of ${table.name}`}
    >
      <table className="grid">
        <thead>
          <tr>
            {columns.map(({ id }) => (
              <th key={id} scope="col">
                {id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.getRowModel().rows.map((row) => {
            const key = JSON.stringify(keyOf(row.original, table));
            return (
              <tr key={row.id} className={key === get('item') ? 'is-shown' : undefined}>
                {row.getAllCells().map((cell, place) => (
                  <td key={cell.id}>
                    {place === 0 ? (
                      <Link to={hrefWith({ item: key })}>
                        <grid.FlexRender cell={cell} />
                      </Link>
                    ) : (
                      <grid.FlexRender cell={cell} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function columnsOf(
  items: readonly Item[],
  table: TableSummary,
  index: IndexDescription | undefined,
): Column[] {
  const keys = [table.key, ...(index ? [index.key] : [])].flatMap(({ partition, sort }) =>
    [...partition, ...sort].map(({ name }) => name),
  );
  const others = items.flatMap((item) => Object.keys(item).filter((name) => !keys.includes(name)));
  const names = [...new Set(keys), ...[...new Set(others)].slice(0, MAX_COLUMNS)];
  return names.map((id) => ({ id, cell: ({ row }) => textOf(row.original[id]) }));
}
