import type { Goal } from '../part.ts';
import { table } from './format.ts';

/** What a part promises; null when it was never measured here. */
export interface GoalsOfPart {
  readonly part: string;
  readonly goals: readonly Goal[] | null;
}

/** All goals of all parts, one row each. */
export function goalsTable(parts: readonly GoalsOfPart[]): string {
  const rows = parts.flatMap(({ part, goals }) =>
    (goals ?? [{ text: '–', measured: '–', isMet: null }]).map(({ text, measured, isMet }) => [
      part,
      text,
      measured,
      verdict(isMet),
    ]),
  );
  return table(['part', 'goal', 'measured', ''], rows, 4);
}

function verdict(isMet: boolean | null): string {
  if (isMet === null) return '**not measured**';
  return isMet ? 'met' : '**not met**';
}
