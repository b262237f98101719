import { isObject } from '../../shared/is-object.ts';
import type { Span, TraceRecord } from '../types.ts';

/** A value of an attribute in OTLP's JSON; whole numbers are texts there. */
type AttributeValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean };

/** An attribute in OTLP's JSON. */
export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What has a value, in OTLP's form. */
export function attributes(values: Values): Attribute[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [{ key, value: valueOf(value) }],
  );
}

function valueOf(value: string | number | boolean): AttributeValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** What OpenTelemetry calls the members of a record, by its kind. */
type Describe = (record: TraceRecord, showsValues: boolean) => Values;

/** What set a function going, by the kind of its cause. */
const TRIGGERS: Readonly<Partial<Record<TraceRecord['kind'], string>>> = {
  stream: 'pubsub',
  queue: 'pubsub',
  event: 'pubsub',
  schedule: 'timer',
};

const DESCRIBED: Readonly<Record<TraceRecord['kind'], Describe>> = {
  request: graphql,
  // That of an Event API is no GraphQL.
  subscription: (record, showsValues) =>
    isObject(record.request) && 'channel' in record.request
      ? channel(record)
      : graphql(record, showsValues),
  delivery: ({ name, response }) => ({
    'messaging.system': 'appsync',
    'messaging.operation.type': 'send',
    'messaging.destination.name': name,
    'messaging.batch.message_count': numberAt(response, 'recipients'),
  }),
  publish: (record) => ({
    ...channel(record),
    'messaging.operation.type': 'send',
    'messaging.batch.message_count': numberAt(record.request, 'events'),
  }),
  invocation: ({ name, requestId, cause }) => ({
    'faas.name': name,
    'faas.invocation_id': requestId,
    'faas.trigger': TRIGGERS[cause?.kind ?? 'call'] ?? 'other',
  }),
  cognito: ({ name }) => aws('Cognito', name),
  mail: ({ name }) => ({ 'messaging.system': 'aws_ses', 'messaging.destination.name': name }),
  stream: ({ name, request }) => batch('aws_dynamodb_streams', name, request),
  queue: ({ name, request }) => batch('aws_sqs', name, request),
  event: ({ name }) => ({ 'messaging.system': 'eventbridge', 'messaging.destination.name': name }),
  schedule: ({ name }) => aws('EventBridge Scheduler', name),
  execution: () => aws('SFN', 'StartExecution'),
  call: ({ name }) => aws(name.split(' ')[0] ?? '', name.split(' ').slice(1).join(' ')),
};

/**
 * A record in the semantic conventions.
 * https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/
 * https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function recordAttributes(record: TraceRecord, showsValues: boolean): Attribute[] {
  const { kind, outcome, units, error, caller } = record;
  return attributes({
    ...DESCRIBED[kind](record, showsValues),
    'appsync.record.kind': kind,
    'appsync.outcome': outcome,
    'aws.dynamodb.consumed_read_units': units.read || null,
    'aws.dynamodb.consumed_write_units': units.write || null,
    'enduser.id': showsValues ? caller : null,
    'error.type': error === null ? null : (error.type ?? '_OTHER'),
    'code.file.path': error?.source,
  });
}

function graphql({ name, request }: TraceRecord, showsValues: boolean): Values {
  const [type = '', ...fields] = name.split(' ');
  const { operationName, query } = (request ?? {}) as Readonly<Record<string, unknown>>;
  return {
    'graphql.operation.type': type,
    'graphql.operation.name':
      typeof operationName === 'string' ? operationName : fields.join(' ') || null,
    // A document may have values of people in it.
    'graphql.document': showsValues && typeof query === 'string' ? query : null,
  };
}

/** https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/ */
const aws = (service: string, method: string): Values => ({
  'rpc.system': 'aws-api',
  'rpc.service': service,
  'rpc.method': method,
});

const channel = ({ name }: TraceRecord): Values => ({
  'messaging.system': 'appsync',
  'messaging.destination.name': name,
});

const batch = (system: string, name: string, request: unknown): Values => ({
  'messaging.system': system,
  'messaging.operation.type': 'process',
  'messaging.destination.name': name,
  'messaging.batch.message_count': numberAt(request, 'Records'),
});

/** A number, or how long a list is. */
function numberAt(value: unknown, name: string): number | null {
  const member = (value as Readonly<Record<string, unknown>> | null)?.[name];
  if (Array.isArray(member)) return member.length;
  return typeof member === 'number' ? member : null;
}

/**
 * A part of a record.
 * https://opentelemetry.io/docs/specs/semconv/database/dynamodb/
 */
export function spanAttributes({
  kind,
  name,
  units,
  error,
  source,
  path,
  request,
}: Span): Attribute[] {
  const [operation = '', table = ''] = name.split(' ');
  const { TableName } = (request ?? {}) as Readonly<Record<string, unknown>>;
  const isDynamodb = kind === 'call' && (typeof TableName === 'string' || operation === 'dynamodb');
  return attributes({
    'appsync.span.kind': kind,
    'graphql.field.path': path,
    'code.file.path': source ?? error?.source,
    'db.system.name': isDynamodb ? 'aws.dynamodb' : null,
    'db.operation.name': isDynamodb ? (operation === 'dynamodb' ? table : operation) : null,
    'db.collection.name': typeof TableName === 'string' ? TableName : null,
    'aws.dynamodb.consumed_read_units': units?.read || null,
    'aws.dynamodb.consumed_write_units': units?.write || null,
    'error.type': error === undefined ? null : (error.type ?? '_OTHER'),
  });
}
