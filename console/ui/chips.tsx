import type { ReactNode } from 'react';

/** One of the things that can be chosen. */
export interface Chip<Value> {
  readonly value: Value;
  readonly label: string;
  /** How many it would show. */
  readonly count?: string;
  readonly isDisabled?: boolean;
}

/** A few choices side by side, of which one holds. */
export function Chips<Value extends string | null>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Chip<Value>[];
  readonly onChange: (value: Value) => void;
  /** Beside them. */
  readonly children?: ReactNode;
}) {
  return (
    <div className="chips" role="group" aria-label={props.label}>
      {props.choices.map(({ value, label, count, isDisabled = false }) => (
        <button
          key={value ?? ''}
          type="button"
          className="chip"
          aria-pressed={props.value === value}
          disabled={isDisabled}
          onClick={() => props.onChange(value)}
        >
          {label}
          {count === undefined ? null : <span className="chip-count">{count}</span>}
        </button>
      ))}
      {props.children}
    </div>
  );
}
