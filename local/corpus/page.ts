import { join } from 'node:path';
import { format } from 'oxfmt';
import type { AppResult } from './result.ts';
import { readResults } from './results-file.ts';
import { KINDS, nameOf } from './types.ts';

const RESULTS = { pass: 'pass', partly: 'partly', not: 'no' } as const;

export const APPS_FILE = join(import.meta.dirname, '..', 'docs', 'apps.md');

/** What local/docs/apps.md has to be. */
export async function appsPage(): Promise<string> {
  const { code } = await format(APPS_FILE, renderPage(readResults()));
  return code;
}

/** What ran, and why not. */
export function renderPage(results: readonly AppResult[]): string {
  const passing = results.filter(({ result }) => result === 'pass');
  const runs = new Set(results.map(({ date, engine }) => `${date} on ${engine}`));
  return `<!-- Written by npm run apps -w local: do not edit. -->

# Public apps

What public AppSync apps do on this engine, unmodified: each is synthesized by its own tool, started, and asked what
its developers would ask. Neither their code nor their assemblies are in this repository, only where they are
([corpus/](../corpus/types.ts)). They run without a network, so whatever asks the internet cannot pass.

**${passing.length} of ${results.length} pass**; of ${atHand(results)} whose assembly could be had, ${started(results)} start.
Of ${inKind(results)} CDK v2 apps ${share(results)} have nothing of AppSync that is not played here, by what the start says
(an app whose assembly could not be had counts as one that does not). Run ${[...runs].join(', ')}.

| kind | apps | pass | partly | no |
| ---- | ---- | ---- | ------ | -- |
${KINDS.map((kind) => kindRow(kind, results))
  .filter(Boolean)
  .join('\n')}

_pass_: every operation was answered as expected. _partly_: it started, and some operation was not. _no_: it did not
start, or its assembly could not be had.

| app | kind | result | operations | why not | not played |
| --- | ---- | ------ | ---------- | ------- | ---------- |
${results.map(appRow).join('\n')}
`;
}

const atHand = (results: readonly AppResult[]): number =>
  results.filter(({ whole }) => whole !== null).length;

const started = (results: readonly AppResult[]): number =>
  results.filter(({ result }) => result !== 'not').length;

const ofCdk2 = (results: readonly AppResult[]): readonly AppResult[] =>
  results.filter(({ kind }) => kind === 'CDK v2');

const inKind = (results: readonly AppResult[]): number => ofCdk2(results).length;

/** `21 (60 %)`. */
export function share(results: readonly AppResult[]): string {
  const all = ofCdk2(results);
  const whole = all.filter((result) => result.whole === true).length;
  return `${whole} (${Math.round((100 * whole) / Math.max(all.length, 1))} %)`;
}

function kindRow(kind: string, results: readonly AppResult[]): string {
  const own = results.filter((result) => result.kind === kind);
  if (own.length === 0) return '';
  const count = (wanted: AppResult['result']): number =>
    own.filter(({ result }) => result === wanted).length;
  return `| ${kind} | ${own.length} | ${count('pass')} | ${count('partly')} | ${count('not')} |`;
}

function appRow(app: AppResult): string {
  const { repository, commit, path, kind, result, operations, passed, why, notPlayed } = app;
  const url = `https://github.com/${repository}/tree/${commit}${path === undefined ? '' : `/${path}`}`;
  const cells = [
    `[${nameOf(app)}](${url}) ${commit.slice(0, 8)}`,
    kind,
    RESULTS[result],
    `${passed} of ${operations}`,
    why,
    notPlayed.map((type) => type.replace(/^AWS::/u, '')).join(', '),
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** What Markdown would take for a table's own signs. */
const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
