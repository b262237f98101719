import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { App, LambdaFunction } from '../../assembly/model.ts';
import { findHandlerFile } from '../../services/lambda/index.ts';
import { isObject } from '../../shared/is-object.ts';
import { shortName } from '../../shared/short-name.ts';

/** A Lambda function. */
export interface FunctionDescription {
  /** As its developer named it, `create-user`; unique among the app's. */
  readonly shortName: string;
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly runtime: string;
  readonly handler: string;
  /** `functions/create-user/index.ts`, by the bundle's source map; else the file that runs. */
  readonly sourceFile: string | null;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly roleArn: string;
}

/** What brings events to a function. */
export interface EventSourceDescription {
  readonly logicalId: string;
  readonly stackName: string;
  readonly kind: 'dynamodb-stream' | 'queue';
  /** Name of the table or queue. */
  readonly source: string;
  readonly sourceArn: string;
  /** Short. */
  readonly functionName: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly isEnabled: boolean;
  /** FilterCriteria patterns, each a JSON text. */
  readonly filters: readonly string[];
  /** Queue, bucket or topic of what it gives up on; null without one. */
  readonly onFailureArn: string | null;
}

/** Describes the app's functions. */
export function describeFunctions(
  { functions }: App,
  projectFolder: string,
): readonly FunctionDescription[] {
  return functions.map((one) => ({
    shortName: shortNameAmong(one, functions),
    name: one.functionName,
    arn: one.arn,
    logicalId: one.logicalId,
    stackName: one.stackName,
    runtime: one.runtime,
    handler: one.handler,
    sourceFile: sourceFileOf(one, projectFolder),
    timeout: one.timeout,
    memorySize: one.memorySize,
    roleArn: one.roleArn,
  }));
}

/** The short name of a function by its ARN; of one that is not the app's, the ARN. */
export function shortFunctionName(functionArn: string, { functions }: App): string {
  const found = functions.find(
    ({ arn }) => functionArn === arn || functionArn.startsWith(`${arn}:`),
  );
  return found ? shortNameAmong(found, functions) : functionArn;
}

/** Two that are named alike are told apart by their full names. */
function shortNameAmong(one: LambdaFunction, functions: App['functions']): string {
  const name = shortName(one);
  return functions.some((other) => other !== one && shortName(other) === name)
    ? one.functionName
    : name;
}

/** Describes what brings events to functions. */
export function describeEventSources(app: App): readonly EventSourceDescription[] {
  const ofStreams = app.eventSourceMappings.map((mapping) => ({
    ...partsOf(mapping, app),
    kind: 'dynamodb-stream' as const,
    source:
      app.tables.find(({ streamArn }) => streamArn === mapping.eventSourceArn)?.tableName ??
      mapping.eventSourceArn,
    sourceArn: mapping.eventSourceArn,
    filters: mapping.filters,
    onFailureArn: mapping.onFailureArn,
  }));
  const ofQueues = app.queueMappings.map((mapping) => ({
    ...partsOf(mapping, app),
    kind: 'queue' as const,
    source: mapping.queueArn.split(':').at(-1) ?? mapping.queueArn,
    sourceArn: mapping.queueArn,
    filters: [],
    onFailureArn: null,
  }));
  return [...ofStreams, ...ofQueues];
}

function partsOf(
  mapping: App['eventSourceMappings'][number] | App['queueMappings'][number],
  app: App,
) {
  const { logicalId, stackName, functionArn, batchSize, enabled: isEnabled } = mapping;
  const functionName = shortFunctionName(functionArn, app);
  return { logicalId, stackName, functionName, functionArn, batchSize, isEnabled };
}

function sourceFileOf(
  { codeFolder, handler }: LambdaFunction,
  projectFolder: string,
): string | null {
  const file = findHandlerFile(codeFolder, handler);
  if (file === null) return null;
  return mappedSource(file) ?? relative(projectFolder, file);
}

/** A bundler names the entry last, from where it wrote the bundle: the way up tells nothing any more. */
function mappedSource(file: string): string | null {
  try {
    const map: unknown = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    const sources = isObject(map) && Array.isArray(map['sources']) ? map['sources'] : [];
    const entry: unknown = sources.at(-1);
    return typeof entry === 'string' ? entry.replace(/^(?:\.{1,2}\/)+/, '') : null;
  } catch {
    return null;
  }
}
