import { useState } from 'react';
import type { IndexDescription } from '../../../describe/stores.ts';
import type { TableSummary } from '../../../routes/tables.ts';
import { useAddress, type Changes } from '../../shell/use-address.ts';
import { Button } from '../../../../page-kit/button.tsx';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { OPERATORS } from './values.ts';

interface Props {
  readonly table: TableSummary;
  readonly index: IndexDescription | undefined;
}

/** Which items are read: of which index, by which key. */
export function KeyFields({ table, index }: Props) {
  const { below, change } = useAddress();
  const forget = Object.fromEntries(
    Object.keys(below('key.')).map((name) => [`key.${name}`, null]),
  );
  return (
    <div className="panel card">
      {table.indexes.length === 0 ? null : (
        <SelectField
          label="Read"
          value={index?.name ?? ''}
          choices={[
            { value: '', label: 'The table' },
            ...table.indexes.map(({ name }) => ({ value: name, label: `Index ${name}` })),
          ]}
          onChange={(value) =>
            change({ ...forget, index: value, sort: null, is: null, item: null })
          }
        />
      )}
      <Conditions key={index?.name ?? ''} table={table} index={index} />
    </div>
  );
}

function Conditions({ table, index }: Props) {
  const { get, below, change } = useAddress();
  const { partition, sort } = (index ?? table).key;
  const [values, setValues] = useState(() => below('key.'));
  const [value, setValue] = useState(() => get('sort'));
  const [operator, setOperator] = useState(() => get('is') || '=');
  const [first] = sort;
  const parts = Object.fromEntries(
    partition.map(({ name }): [string, string] => [`key.${name}`, values[name] ?? '']),
  );
  const read = (others: Changes = {}) =>
    change({ ...parts, sort: value, is: value === '' ? null : operator, ...others });
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        read();
      }}
    >
      {partition.map(({ name, type }) => (
        <TextField
          key={name}
          label={`${name} (${type})`}
          value={values[name] ?? ''}
          autoComplete="off"
          onChange={(text) => setValues({ ...values, [name]: text })}
        />
      ))}
      {first ? (
        <>
          <SelectField
            label={`${first.name} is`}
            value={operator}
            choices={OPERATORS.map((one) => ({ value: one, label: one }))}
            onChange={setOperator}
          />
          <TextField
            label={`${first.name} (${first.type})`}
            value={value}
            autoComplete="off"
            onChange={setValue}
          />
        </>
      ) : null}
      <div className="row">
        <Button type="submit" look="primary">
          Read
        </Button>
        {first ? (
          <Button
            onPress={() => read({ order: get('order') === 'descending' ? null : 'descending' })}
          >
            {get('order') === 'descending' ? 'Descending' : 'Ascending'}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
