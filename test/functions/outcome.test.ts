import { expect, test } from 'vitest';
import type { Log } from '../../functions/lib/logger.ts';
import {
  logAnswered,
  logFailed,
  logHandled,
  logRefused,
  type Ended,
} from '../../functions/lib/outcome.ts';

type Line = Record<string, unknown> & {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
};

function written(write: (log: Log) => void): Line {
  const lines: object[] = [];
  const keep =
    (level: string) =>
    (message: string, details: object = {}) =>
      void lines.push({ level, message, ...details });
  write({ info: keep('INFO'), warn: keep('WARN'), error: keep('ERROR') });
  expect(lines).toHaveLength(1);
  return lines[0] as Line;
}

const ENDED: Ended = {
  kind: 'field',
  field: 'updateUser',
  requestId: 'request-1',
  actor: 'client:billing',
  user: 'user-1',
  ms: 12.34,
};

/** As CloudWatch reads a line: name and value of each metric, by the values of its dimensions. */
const counted = (line: Line) =>
  line._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name, Unit }) =>
      Dimensions.map((set) => [
        Name,
        Unit,
        line[Name],
        Object.fromEntries(set.map((one) => [one, line[one]])),
      ]),
    ),
  );

test('logAnswered: is one line that is counted by field and by kind, with ids to search for', () => {
  const line = written((log) => logAnswered(log, ENDED));
  expect(line).toMatchObject({
    level: 'INFO',
    message: 'answered',
    requestId: 'request-1',
    actor: 'client:billing',
    user: 'user-1',
  });
  expect(counted(line)).toEqual([
    ['Duration', 'Milliseconds', 12.3, { field: 'updateUser', outcome: 'answered' }],
    ['Duration', 'Milliseconds', 12.3, { kind: 'field', outcome: 'answered' }],
  ]);
});

test('logRefused: is no failure', () => {
  const { user: _unknown, ...ended } = ENDED;
  const line = written((log) => logRefused(log, ended, 'NotFound'));
  expect(line).toMatchObject({ level: 'INFO', message: 'refused', type: 'NotFound' });
  expect(counted(line)).toEqual([
    ['Duration', 'Milliseconds', 12.3, { field: 'updateUser', outcome: 'refused' }],
    ['Duration', 'Milliseconds', 12.3, { kind: 'field', outcome: 'refused' }],
  ]);
});

test('logFailed: is counted as failed by what the caller is told, in the same line', () => {
  const line = written((log) =>
    logFailed(log, ENDED, 'InternalError', new TypeError('of ada@example.com')),
  );
  expect(line).toMatchObject({ level: 'ERROR', message: 'failed', error: 'TypeError' });
  expect(counted(line)).toEqual([
    ['failed', 'Count', 1, { field: 'updateUser', type: 'InternalError' }],
    ['Duration', 'Milliseconds', 12.3, { field: 'updateUser', outcome: 'failed' }],
    ['Duration', 'Milliseconds', 12.3, { kind: 'field', outcome: 'failed' }],
  ]);
  expect(JSON.stringify(line)).not.toContain('ada@example.com');
});

test.each([
  [0, 'answered'],
  [2, 'repeated'],
])('logHandled: with %i that come again a batch is %s', (again, outcome) => {
  const ended = { field: 'sync-identity', requestId: 'request-2', ms: 5 };
  const line = written((log) => logHandled(log, ended, { records: 7, again }));
  expect(line).toMatchObject({ message: 'handled', records: 7, again });
  expect(counted(line)).toEqual([
    ['Duration', 'Milliseconds', 5, { field: 'sync-identity', outcome }],
    ['Duration', 'Milliseconds', 5, { kind: 'reader', outcome }],
  ]);
});
