import type { LoggedApi } from '../logged-api.ts';
import type { Span, TraceRecord } from '../types.ts';
import { masked, withoutPersonal } from './masking.ts';

const NANOSECONDS = 1_000_000;

/**
 * What CloudWatch would show of a request: one summary always, of fields what the template's
 * fieldLogLevel asks for. Members that AWS documents bear its names; texts of others are not recorded.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
 */
export function appsyncLog(
  record: TraceRecord,
  { apiId, logging }: LoggedApi,
  showsValues: boolean,
): readonly string[] {
  if (logging === undefined || record.kind !== 'request') return [];
  const around = { requestId: record.requestId, graphQLAPIId: apiId };
  const lines: unknown[] = [
    {
      logType: 'RequestSummary',
      ...around,
      statusCode: record.outcome === 'refused' && record.spans.length < 2 ? 401 : 200,
      latency: Math.round((record.ms ?? 0) * NANOSECONDS),
    },
    {
      logType: 'ExecutionSummary',
      duration: Math.round((record.ms ?? 0) * NANOSECONDS),
      startTime: new Date(record.at).toISOString(),
      endTime: new Date(record.at + (record.ms ?? 0)).toISOString(),
      version: 1,
      ...around,
    },
  ];
  const { fieldLogLevel: level } = logging;
  for (const field of record.spans.filter(({ kind }) => kind === 'field')) {
    const isLogged = level === 'ALL' || (level !== 'NONE' && field.error !== undefined);
    if (isLogged) lines.push(...linesOf(field, record, { ...around, ...logging, showsValues }));
  }
  if (level === 'ALL' || level === 'INFO' || level === 'DEBUG') {
    lines.push(
      ...record.logs.map(({ text }) => ({
        logType: 'Log',
        message: showsValues ? text : withoutPersonal(text),
        ...around,
      })),
    );
  }
  return lines.map((line) => JSON.stringify(line));
}

interface Around extends NonNullable<LoggedApi['logging']> {
  readonly requestId: string | null;
  readonly graphQLAPIId: string;
  readonly showsValues: boolean;
}

function linesOf(field: Span, record: TraceRecord, around: Around): unknown[] {
  const { requestId, graphQLAPIId, fieldLogLevel, excludeVerboseContent, showsValues } = around;
  const [parentType = '', fieldName = ''] = field.name.split('.');
  const shown = (value: unknown): unknown => (showsValues ? value : masked(value));
  const about = {
    path: (field.path ?? fieldName).split('.'),
    fieldName,
    parentType,
    requestId,
    graphQLAPIId,
  };
  const steps = record.spans.filter(
    ({ parentId, kind }) => parentId === field.id && kind === 'step',
  );
  const mappings = steps.map((step) => ({
    logType: step.name.startsWith('request') ? 'RequestMapping' : 'ResponseMapping',
    ...about,
    fieldInError: step.error !== undefined,
    ...(step.error && { errors: [step.error.message] }),
    ...(!excludeVerboseContent && {
      context: shown(step.request),
      transformedTemplate: shown(step.response),
    }),
  }));
  if (fieldLogLevel !== 'ALL') return mappings;
  const startOffset = Math.round((field.at - record.at) * NANOSECONDS);
  const duration = Math.round((field.ms ?? 0) * NANOSECONDS);
  return [...mappings, { logType: 'Tracing', ...about, startOffset, duration }];
}
