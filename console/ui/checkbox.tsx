import { useEffect, useRef } from 'react';

/** A box to tick, the browser's own; its label may be for readers only. */
export function Checkbox(props: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}) {
  const { label, isLabelHidden = false, isSelected, isIndeterminate = false, onChange } = props;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isIndeterminate;
  }, [isIndeterminate]);
  return (
    <label className="checkbox">
      <input
        ref={box}
        type="checkbox"
        checked={isSelected}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={isLabelHidden ? 'visually-hidden' : undefined}>{label}</span>
    </label>
  );
}
