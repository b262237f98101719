/** As a start wants it; something that a start does without; what a start would fail for. */
type State = 'ok' | 'note' | 'missing';

/** What a check found, in a line; of what is missing also what to do. */
export interface Finding {
  readonly state: State;
  readonly text: string;
}

export const ok = (text: string): Finding => ({ state: 'ok', text });
export const note = (text: string): Finding => ({ state: 'note', text });
export const missing = (text: string): Finding => ({ state: 'missing', text });
