/** As a start wants it; something that a start does without; what a start would fail for. */
type State = 'ok' | 'note' | 'missing';

/** What a check found, in a line; of what is missing also what to do. */
export interface Finding {
  readonly state: State;
  readonly text: string;
}

/** All is as it has to be. */
export const ok = (text: string): Finding => ({ state: 'ok', text });
/** Nothing is wrong, but worth to know. */
export const note = (text: string): Finding => ({ state: 'note', text });
/** What the engine cannot start or work without. */
export const missing = (text: string): Finding => ({ state: 'missing', text });
