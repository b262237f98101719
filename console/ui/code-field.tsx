import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';

/** Takes the code that was sent to somebody, or that an app shows; it is what is typed next. */
export function CodeField(props: {
  readonly label: string;
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (code: string) => void;
}) {
  return (
    <TextField
      {...props}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      isRequired
    />
  );
}
