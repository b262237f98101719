import type { Outcome } from './outcome.ts';
import type { CorpusApp } from './types.ts';

/** What became of an app: its assembly could not be had, or what its start and its operations were. */
export type Ran = Outcome | { readonly notHad: string };

/** One row of the page. */
export interface AppResult extends Pick<CorpusApp, 'repository' | 'commit' | 'path' | 'kind'> {
  /** `pass`: each operation was as expected. `partly`: it started. `not`: it did not start, or could not be had. */
  readonly result: 'pass' | 'partly' | 'not';
  readonly operations: number;
  readonly passed: number;
  /**
   * Whether all that it has of AppSync is played, by what the start says; null where its assembly could not be had.
   */
  readonly whole: boolean | null;
  /** Why it does not pass; '' when it does. */
  readonly why: string;
  /** What the start says is not played, of any service. */
  readonly notPlayed: readonly string[];
  /** Commit of the engine. */
  readonly engine: string;
  /** `2026-11-30`. */
  readonly date: string;
}

/** Makes a row of what ran. */
export function judged(
  { repository, commit, path, kind, operations }: CorpusApp,
  ran: Ran,
  by: Pick<AppResult, 'engine' | 'date'>,
): AppResult {
  const row = { repository, commit, ...(path !== undefined && { path }), kind, ...by };
  const none = { ...row, result: 'not', operations: operations.length, passed: 0 } as const;
  if ('notHad' in ran) return { ...none, whole: null, why: oneLine(ran.notHad), notPlayed: [] };
  if ('refused' in ran) return { ...none, whole: false, why: oneLine(ran.refused), notPlayed: [] };
  const types = [...new Set(ran.unsupported.map(({ type }) => type))].toSorted();
  const failed = ran.operations.filter(({ failure }) => failure !== null);
  const passes = failed.length === 0 && operations.length > 0;
  return {
    ...none,
    result: passes ? 'pass' : 'partly',
    passed: ran.operations.length - failed.length,
    whole: !types.some((type) => type.startsWith('AWS::AppSync::')),
    why: whyNot(failed, operations.length),
    notPlayed: types,
  };
}

function whyNot(
  failed: readonly { readonly title: string; readonly failure: string | null }[],
  asked: number,
): string {
  if (asked === 0) return 'it starts; what it does is not asked yet';
  return failed.map(({ title, failure }) => oneLine(`${title}: ${failure ?? ''}`)).join('; ');
}

const LONGEST = 200; // characters

/** Of this machine nothing is told: no path, no port. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\/(?:tmp|work|root|home)\/[^\s'"]*\//gu, '')
    .replaceAll(/(127\.0\.0\.1|localhost):\d+/gu, '$1')
    .trim()
    .slice(0, LONGEST);
}
