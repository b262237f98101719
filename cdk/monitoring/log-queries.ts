import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Watched } from './watched.ts';

/** A log by what writes it. */
type Log = 'api' | 'functions';

/** A saved query of CloudWatch Logs Insights. */
interface Query {
  readonly of: readonly Log[];
  readonly lines: readonly string[];
}

/** What a reader replaces. */
const REQUEST_ID = 'REQUEST-ID';
const USER_ID = 'USER-ID';

/** Of a line that functions write for each run they end: functions/lib/outcome.ts. */
const RUNS = 'filter ispresent(Duration)';

/**
 * Queries by their names in the console of CloudWatch Logs, in the folder of the stage. The fields are those of
 * functions/lib/outcome.ts, functions/lib/failure.ts, resolvers/lib/errors.ts and AppSync's own log:
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#type-reference
 */
export const QUERIES: Readonly<Record<string, Query>> = {
  'One request by its id': {
    of: ['api', 'functions'],
    lines: [
      'fields @timestamp, @log, field, outcome, type, error, Duration, @message',
      `filter @message like "${REQUEST_ID}"`,
      'sort @timestamp',
      'limit 200',
    ],
  },
  'Failures by field, in functions': {
    of: ['functions'],
    lines: [
      'filter message = "failed"',
      'stats count(*) as failures, latest(requestId) as newestRequest by field, type, error',
      'sort failures desc',
    ],
  },
  'Failures by field, in resolvers': {
    of: ['api'],
    lines: [
      String.raw`parse @message /"failed" \{"field":"(?<field>\w+)","type":"(?<type>\w+)","requestId":"(?<request>[^"]+)"/`,
      'filter ispresent(field)',
      'stats count(*) as failures, latest(request) as newestRequest by field, type',
      'sort failures desc',
    ],
  },
  'Slowest requests': {
    of: ['api'],
    lines: [
      'filter logType = "RequestSummary"',
      'fields @timestamp, requestId, latency / 1000000 as ms, statusCode',
      'sort latency desc',
      'limit 50',
    ],
  },
  'Slowest fields, in functions': {
    of: ['functions'],
    lines: [
      RUNS,
      'stats count(*) as runs, pct(Duration, 50) as median, pct(Duration, 95) as p95, max(Duration) as longest by field',
      'sort p95 desc',
    ],
  },
  'Who was refused': {
    of: ['functions'],
    lines: [
      'filter message = "refused"',
      'stats count(*) as refusals, latest(requestId) as newestRequest by actor, field, type',
      'sort refusals desc',
      'limit 100',
    ],
  },
  "One person's changes by id": {
    of: ['functions'],
    lines: [
      'fields @timestamp, field, outcome, actor, user, requestId',
      RUNS,
      `filter user = "${USER_ID}" or actor = "${USER_ID}"`,
      'sort @timestamp desc',
      'limit 200',
    ],
  },
  'Changes that come again': {
    of: ['functions'],
    lines: [
      'fields @timestamp, @log, message, error, sequenceNumber, attempts',
      'filter level in ["WARN", "ERROR"] and message != "failed"',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
};

/** The saved queries of a stage. */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, { stage, api, triggers, functions }: Watched) {
    super(scope, id);
    const names: Readonly<Record<Log, readonly string[]>> = {
      api: [api.logs.logGroupName],
      functions: [...triggers.all(), ...functions.all()].map(
        ([, lambda]) => lambda.logGroup.logGroupName,
      ),
    };
    for (const [name, { of, lines }] of Object.entries(QUERIES)) {
      new CfnQueryDefinition(this, name.replaceAll(/\W+/gu, ''), {
        name: `user-manager-${stage.name}/${name}`,
        logGroupNames: of.flatMap((log) => names[log]),
        queryString: lines.join('\n| '),
      });
    }
  }
}
