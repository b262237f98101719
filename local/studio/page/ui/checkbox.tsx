/** A box to tick, the browser's own. */
export const Checkbox = (props: {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}) => (
  <label className="checkbox">
    <input
      type="checkbox"
      checked={props.isSelected}
      onChange={(event) => props.onChange(event.target.checked)}
    />
    <span>{props.label}</span>
  </label>
);
