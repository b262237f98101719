import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { DynamoDBRecord } from 'aws-lambda';
import { TABLE } from './directory.ts';

/** What Lambda refuses whoever may not list event sources. */
export const LIST = 'lambda:ListEventSourceMappings';

/** The ARN of a function. */
export const arnOf = (name: string): string =>
  `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** Lambda as `replay` asks it: what is not told is there, may be asked and takes all. */
export class PlayedReaders {
  /** What functions were given. */
  readonly given: { readonly functionName: string; readonly records: readonly DynamoDBRecord[] }[] =
    [];
  /** Whether a function answers that it could not take them. */
  fails: (records: readonly DynamoDBRecord[]) => boolean = () => false;
  /** Names of functions that are not there. */
  gone: readonly string[] = [];
  /** Names of functions that may not be invoked. */
  denied: readonly string[] = [];
  /** Names of the functions that read the table's stream today; null: it may not be asked. */
  today: readonly string[] | null = [];

  /** Answers what the SDK asks. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') this.list(request, response);
    else this.invoke(request, response, await json(request));
  }

  /** In two pages. https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
  private list(request: IncomingMessage, response: ServerResponse): void {
    if (this.today === null) {
      refuse(response, 403, 'AccessDeniedException', `not authorized to perform: ${LIST}`);
      return;
    }
    const table = `arn:aws:dynamodb:us-east-1:000000000000:table/${TABLE}`;
    const mappings = this.today.map((name) => ({
      EventSourceArn: `${table}/stream/2026-11-30T00:00:00.000`,
      FunctionArn: arnOf(name),
    }));
    // Of another table, and what works off a queue.
    const others = [`${table}-2/stream/1`, 'arn:aws:sqs:us-east-1:000000000000:parked'].map(
      (EventSourceArn) => ({ EventSourceArn, FunctionArn: arnOf(`Other-${this.today?.[0]}`) }),
    );
    const page = request.url?.includes('Marker')
      ? { EventSourceMappings: mappings }
      : { EventSourceMappings: others, NextMarker: 'next' };
    response.end(JSON.stringify(page));
  }

  private invoke(request: IncomingMessage, response: ServerResponse, body: unknown): void {
    const functionName = decodeURIComponent(request.url ?? '').split('/')[3] ?? '';
    const name = functionName.split(':').at(-1) ?? '';
    if (this.denied.includes(name)) {
      refuse(response, 403, 'AccessDeniedException', 'not authorized to perform: InvokeFunction');
    } else if (this.gone.includes(name)) {
      refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${functionName}`);
    } else {
      const { Records } = body as { readonly Records: readonly DynamoDBRecord[] };
      this.given.push({ functionName, records: Records });
      const batchItemFailures = this.fails(Records) ? [{ itemIdentifier: '1' }] : [];
      response.end(JSON.stringify({ batchItemFailures }));
    }
  }
}

function refuse(response: ServerResponse, status: number, type: string, Message: string): void {
  response.writeHead(status, { 'x-amzn-ErrorType': type }).end(JSON.stringify({ Message }));
}
