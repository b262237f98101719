import { useEffect, useState } from 'react';
import { useAddress } from '../../shell/use-address.ts';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { useDelayed } from '../../../../page-kit/use-delayed.tsx';
import { filterOf, KINDS, OUTCOMES } from './traces.ts';

const KIND_CHOICES = [
  { value: '', label: 'All kinds' },
  ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
];
const OUTCOME_CHOICES = [
  { value: '', label: 'All outcomes' },
  ...Object.keys(OUTCOMES).map((value) => ({ value, label: value })),
];

/** Milliseconds without a key before it is searched. */
const TYPING_MS = 200;

/** Which records are shown. */
export function FilterBar() {
  const { get, change } = useAddress();
  const { kind, outcome, text } = filterOf(get);
  const [typed, setTyped] = useState(text);
  const settled = useDelayed(typed, TYPING_MS);
  useEffect(() => {
    if (settled !== text) change({ text: settled }, true);
    // Only what was typed: the address is another object at each render.
  }, [settled]);
  return (
    <div className="filter-bar" role="search">
      <SelectField
        label="Kind"
        isLabelHidden
        value={kind}
        choices={KIND_CHOICES}
        onChange={(value) => change({ kind: value })}
      />
      <SelectField
        label="Outcome"
        isLabelHidden
        value={outcome}
        choices={OUTCOME_CHOICES}
        onChange={(value) => change({ outcome: value })}
      />
      <TextField
        label="Search"
        isLabelHidden
        value={typed}
        onChange={setTyped}
        placeholder="Name, caller or error"
      />
    </div>
  );
}
