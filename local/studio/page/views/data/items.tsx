import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemPage } from '../../../routes/table-items.ts';
import type { TableSummary } from '../../../routes/tables.ts';
import { call, pathOf } from '../../api/call.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Button } from '../../../../page-kit/button.tsx';
import { counted } from '../../ui/formats.ts';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { ItemTable } from './item-table.tsx';
import { KeyFields } from './key-fields.tsx';
import { conditionsOf } from './values.ts';

/** Items of a table or index, page by page. */
export function Items({ table }: { readonly table: TableSummary }) {
  const { get, change } = useAddress();
  const [isNew, setIsNew] = useState(false);
  const { pages, index } = useItems(table);
  const shown = get('item');
  return (
    <>
      <KeyFields table={table} index={index} />
      <Answer query={{ ...pages, data: pages.data?.pages }}>
        {(read) => {
          const items = read.flatMap((page) => page.items);
          return (
            <>
              <div className="row" role="status">
                <span className="muted">
                  {counted(items.length, 'item')} by {read[0]?.operation},{' '}
                  {read.reduce((sum, { units }) => sum + units, 0)} RU
                </span>
                <Button isSmall icon="plus" onPress={() => setIsNew(true)}>
                  New item
                </Button>
              </div>
              {items.length === 0 ? (
                <Notice icon="search" title="No items" />
              ) : (
                <ItemTable table={table} index={index} items={items} />
              )}
              {pages.hasNextPage ? (
                <Button isPending={pages.isFetching} onPress={() => void pages.fetchNextPage()}>
                  More
                </Button>
              ) : null}
            </>
          );
        }}
      </Answer>
      {isNew ? <ItemDialog table={table} itemKey={null} onClose={() => setIsNew(false)} /> : null}
      {shown === '' ? null : (
        <ItemDialog
          key={shown}
          table={table}
          itemKey={shown}
          onClose={() => change({ item: null })}
        />
      )}
    </>
  );
}

function useItems(table: TableSummary) {
  const { get, below } = useAddress();
  const index = table.indexes.find(({ name }) => name === get('index'));
  const condition = { operator: get('is') || '=', value: get('sort') };
  const key = conditionsOf((index ?? table).key, below('key.'), condition);
  const asked = new URLSearchParams({
    ...(index && { index: index.name }),
    ...(key !== null && { key }),
    ...(key !== null && get('order') === 'descending' && { order: 'descending' }),
  });
  const pages = useInfiniteQuery({
    queryKey: ['items', table.name, asked.toString()],
    queryFn: ({ pageParam, signal }) => {
      const next = pageParam === '' ? '' : `&next=${encodeURIComponent(pageParam)}`;
      const path = `/tables${pathOf(table.name)}/items?${asked.toString()}${next}`;
      return call<ItemPage>(path, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  return { pages, index };
}
