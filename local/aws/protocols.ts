import type { ServerResponse } from 'node:http';
import { sendJson } from '../shared/send.ts';
import { AwsError } from './aws-error.ts';

/** Members of an error's body or header beside those of its protocol. */
type Extra = Readonly<Record<string, string>>;

/**
 * Answers in the AWS JSON protocol.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function sendAwsJson(
  response: ServerResponse,
  version: '1.0' | '1.1',
  status: number,
  body: object,
  headers: Extra = {},
): void {
  const type = `application/x-amz-json-${version}`;
  sendJson(response, status, body, { 'content-type': type, ...headers });
}

/**
 * Refuses in the REST-JSON protocol, which has the type in a header.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function refuseRestJson(
  response: ServerResponse,
  { type, status, message }: AwsError,
  extra: Extra = {},
): void {
  sendJson(response, status, { ...extra, message }, { 'x-amzn-errortype': type });
}

/**
 * The value in a JSON body; an empty one is `{}`.
 * @throws AwsError SerializationException
 */
export function readJson(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : (JSON.parse(body.toString()) as unknown);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}
