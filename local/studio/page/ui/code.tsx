import { toJson } from './to-json.ts';
import { CopyButton } from './copy-button.tsx';

/** Characters that are shown at once: a page with millions of them stands still. */
const SHOWN = 100_000;

/** A text of code, or a value as JSON, with a way to copy it. */
export function Code({ label, value }: { readonly label: string; readonly value: unknown }) {
  const text = typeof value === 'string' ? value : toJson(value);
  return (
    <div className="code">
      <pre tabIndex={0} role="region" aria-label={label}>
        {text.length > SHOWN ? `${text.slice(0, SHOWN)}\n… copy it to see all` : text}
      </pre>
      <CopyButton label={`Copy ${label}`} text={text} look="ghost" />
    </div>
  );
}
