import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundItem } from '../../../routes/table-item.ts';
import type { Item } from '../../../routes/table-items.ts';
import type { TableSummary } from '../../../routes/tables.ts';
import { call, pathOf } from '../../api/call.ts';
import { useAct } from '../../api/use-route.ts';
import { Button } from '../../../../page-kit/button.tsx';
import { toJson } from '../../ui/to-json.ts';
import { Dialog } from '../../../../page-kit/dialog.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { jsonProblem } from '../../ui/json-problem.ts';
import { TextField } from '../../../../page-kit/text-field.tsx';

interface Props {
  readonly table: TableSummary;
  /** JSON of its key; null: it is a new one. */
  readonly itemKey: string | null;
  readonly onClose: () => void;
}

/** One item to read, change and delete, in typed DynamoDB JSON. */
export function ItemDialog(props: Props) {
  const { table, itemKey } = props;
  const found = useQuery({
    queryKey: ['item', table.name, itemKey],
    queryFn: () =>
      itemKey === null
        ? { item: null }
        : call<FoundItem>(`${pathOfItems(table, 'item')}?key=${encodeURIComponent(itemKey)}`),
    // What is typed is not overwritten by what comes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!found.data) {
    return (
      <Dialog title="Item" width="wide" onClose={props.onClose}>
        <Answer query={found}>{() => null}</Answer>
      </Dialog>
    );
  }
  return <Editor {...props} item={found.data.item} />;
}

const pathOfItems = ({ name }: TableSummary, last: 'item' | 'items'): string =>
  `/tables${pathOf(name)}/${last}`;

function Editor({ table, itemKey, item, onClose }: Props & { readonly item: Item | null }) {
  const [text, setText] = useState(() => toJson(item ?? emptyItem(table)));
  const [isDeleting, setIsDeleting] = useState(false);
  const act = useAct(onClose);
  const problem = jsonProblem(text);
  const isGone = itemKey !== null && item === null;
  const save = () =>
    act.mutate({
      method: 'PUT',
      path: pathOfItems(table, 'items'),
      body: { item: JSON.parse(text) as Item, expected: item },
    });
  const remove = () =>
    act.mutate({
      method: 'DELETE',
      path: `${pathOfItems(table, 'items')}?key=${encodeURIComponent(itemKey ?? '')}`,
    });
  return (
    <Dialog
      title={itemKey === null ? `New item of ${table.name}` : `Item of ${table.name}`}
      width="wide"
      onClose={onClose}
      actions={
        <>
          {item === null ? null : (
            <Button
              look={isDeleting ? 'danger' : 'secondary'}
              icon="trash"
              onPress={() => (isDeleting ? remove() : setIsDeleting(true))}
            >
              {isDeleting ? 'Really delete it' : 'Delete'}
            </Button>
          )}
          <Button
            look="primary"
            isDisabled={problem !== null}
            isPending={act.isPending}
            onPress={save}
          >
            Save
          </Button>
        </>
      }
    >
      {isGone ? <p className="callout callout-warn">It is not there any more.</p> : null}
      <TextField
        label="Item in typed DynamoDB JSON"
        isCode
        rows={16}
        value={text}
        onChange={setText}
        error={problem}
      />
      <Problem error={act.error} />
    </Dialog>
  );
}

const emptyItem = ({ key }: TableSummary): Item =>
  Object.fromEntries(
    [...key.partition, ...key.sort].map(({ name, type }) => [name, { [type]: '' }]),
  );
