import picocolors from 'picocolors';
import type { UnsupportedResource } from './assembly/model.ts';
import type { Examined } from './doctor/examine.ts';
import type { FinishedStep } from './options.ts';
import type { LocalOutputs } from './outputs.ts';
import { problemLines } from './watching/problem.ts';
import type { WatchEvent } from './watching/watch-events.ts';

/** Of a save that is broken. */
const MOST_LINES = 3;

/** Lines for a person at a terminal. */
export interface Report {
  step(step: FinishedStep): string;
  endpoints(outputs: LocalOutputs): string;
  unsupported(resources: readonly UnsupportedResource[]): string;
  examined(found: readonly Examined[]): string;
  ready(url: string, duration: number): string;
  watched(event: WatchEvent): string;
  failure(code: string, message: string): string;
}

/** Renders what the CLI prints. */
export function createReport({ colours }: { readonly colours: boolean }): Report {
  const paint = picocolors.createColors(colours);
  return {
    step({ name, duration, detail }) {
      const time = paint.dim(`${Math.round(duration)} ms`.padStart(9));
      return `${paint.green('✓')} ${name.padEnd(14)}${time}${detail ? `  ${paint.dim(detail)}` : ''}\n`;
    },
    endpoints(outputs) {
      const { users, stacks, sites, ...rest } = outputs;
      const rows = Object.entries({ ...sites, ...rest }).filter(([, value]) => value !== '');
      const people = users.map(({ email, password, role }) => [role, `${email}  ${password}`]);
      const width = Math.max(...[...rows, ...people].map(([name = '']) => name.length)) + 2;
      const line = ([name = '', value = '']: readonly string[]): string =>
        `  ${paint.bold(name.padEnd(width))}${value}\n`;
      const signIn = people.length > 0 ? `\n  Sign in as\n${people.map(line).join('')}` : '';
      return `\n${rows.map(line).join('')}${signIn}\n`;
    },
    unsupported(resources) {
      if (resources.length === 0) return '';
      const lines = byConsequence(resources).map(
        ({ names, types, consequence }) =>
          `  ${shortList(names)}  ${paint.dim(shortList(types))}\n    ${consequence}\n`,
      );
      return `\n${paint.yellow('Not played on this machine')}\n${lines.join('')}`;
    },
    examined(found) {
      const marks = { ok: paint.green('✓'), note: paint.yellow('!'), missing: paint.red('✗') };
      const width = Math.max(...found.map(({ name }) => name.length)) + 2;
      return found
        .map(({ name, state, text }) => `${marks[state]} ${name.padEnd(width)}${text}\n`)
        .join('');
    },
    ready: (url, duration) =>
      `${paint.green('Ready')} on ${url} after ${(duration / 1_000).toFixed(1)} s. Ctrl-C stops it.\n`,
    watched({ state, what, ms, errors, note }) {
      if (state === 'building') return '';
      const [first = '', ...more] = what;
      const files = more.length > 0 ? `${first} and ${more.length} more` : first;
      if (state === 'live') {
        return `${paint.green('live')}    ${files}  ${paint.dim([`${ms} ms`, note].filter(Boolean).join(', '))}\n`;
      }
      const [line, ...others] = problemLines(errors, process.cwd(), MOST_LINES);
      return [`${paint.red('broken')}  ${line ?? files}`, ...others].join('\n        ') + '\n';
    },
    failure: (code, message) => `${paint.red(code)}: ${message}\n`,
  };
}

/** Resources of which the same is to be said. */
interface Group {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly consequence: string;
}

function byConsequence(resources: readonly UnsupportedResource[]): readonly Group[] {
  const groups = Map.groupBy(resources, ({ consequence }) => consequence);
  return [...groups].map(([consequence, group]) => ({
    consequence,
    names: group.map(({ stackName, logicalId }) => `${stackName}.${logicalId}`),
    types: [...new Set(group.map(({ type }) => type))],
  }));
}

/** Names of one group that are written out. */
const MOST_NAMES = 3;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** The same as JSON objects, a line each, for programs that read the log. */
export function createJsonReport(): Report {
  const line = (value: object): string => `${JSON.stringify({ level: 'info', ...value })}\n`;
  return {
    step: (step) => line({ step }),
    endpoints: ({ graphqlUrl, realtimeUrl }) => line({ graphqlUrl, realtimeUrl }),
    unsupported: (unsupported) => (unsupported.length === 0 ? '' : line({ unsupported })),
    examined: (found) => line({ found }),
    ready: (url, duration) => line({ ready: url, ms: Math.round(duration) }),
    watched: (watched) => line({ watched }),
    failure: (code, message) => line({ level: 'error', code, message }),
  };
}
