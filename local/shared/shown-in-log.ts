/** As much of a caller's text as a line of the log takes. */
const MAX_LENGTH = 500;

/** A text of a caller as it may stand in the log: one line, nothing that steers a terminal. */
export function shownInLog(text: string): string {
  const cut = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return cut.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
