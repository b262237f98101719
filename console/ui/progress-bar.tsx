import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { Label } from 'react-aria-components/Label';

/** How much of some work is done. */
export function ProgressBar(props: {
  readonly label: string;
  readonly value: number;
  readonly total: number;
  readonly text: string;
}) {
  const { label, value, total, text } = props;
  const share = total === 0 ? 100 : (100 * value) / total;
  return (
    <AriaProgressBar className="progress" value={value} maxValue={total} valueLabel={text}>
      <span className="progress-texts">
        <Label>{label}</Label>
        <span>{text}</span>
      </span>
      <span className="progress-track">
        <span className="progress-fill" style={{ width: `${share}%` }} />
      </span>
    </AriaProgressBar>
  );
}
