import { useId } from 'react';
import { Icon } from './icon.tsx';

/** One of the values to choose from. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/**
 * One value of a few. The browser's own control: every phone and reader knows it, and it costs nothing to
 * load, while React Aria's is a sixth of a first visit.
 */
export function SelectField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly description?: string;
  readonly isDisabled?: boolean;
  /** The label is for readers only: the value says what it is about. */
  readonly isLabelHidden?: boolean;
}) {
  const { label, value, choices, onChange, description, isDisabled = false } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={props.isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      <div className="select">
        <select
          id={id}
          className="input"
          value={value}
          disabled={isDisabled}
          aria-describedby={description ? `${id}-description` : undefined}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </div>
      {description ? (
        <span id={`${id}-description`} className="field-description">
          {description}
        </span>
      ) : null}
    </div>
  );
}
