import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './read-body.ts';

const MAX_FORM_BYTES = 1024 * 1024; // 1 MiB
const CODE = 'UnsupportedByLocalEngine';

interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly protocol: 'json' | 'query' | 's3';
}

/**
 * Answers a call of an AWS SDK that no service here plays, in the form its client reads, with an
 * error that names service and operation. False when the request is none.
 */
export async function unknownAwsCall(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const call = await recognise(request);
  if (call === null) return false;
  const message =
    `${call.service} ${call.operation} reached the local engine, which plays AppSync, Cognito user ` +
    'pools, DynamoDB, Lambda, SQS and SendEmail of SES only. Give this client its own endpoint, or leave the call out locally.';
  const isXml = call.protocol !== 'json';
  const text = isXml ? xml(call, message) : JSON.stringify({ __type: CODE, message });
  response.writeHead(400, {
    'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-ErrorType': CODE,
  });
  response.end(text);
  return true;
}

async function recognise(request: IncomingMessage): Promise<AwsCall | null> {
  const target = request.headers['x-amz-target'];
  const service = signedFor(request.headers.authorization);
  if (typeof target === 'string') {
    const [prefix = target, operation = ''] = target.split('.');
    return { service: service ?? prefix, operation: operation || target, protocol: 'json' };
  }
  if (service === null) return null;
  if (service === 's3') return { service, operation: methodAndPath(request), protocol: 's3' };
  if (!/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')) {
    return { service, operation: methodAndPath(request), protocol: 'json' };
  }
  const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES))?.toString());
  return { service, operation: form.get('Action') ?? 'without an Action', protocol: 'query' };
}

/** The service in a Signature Version 4 credential scope. */
function signedFor(authorization: string | undefined): string | null {
  return (
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\/aws4_request/.exec(
      authorization ?? '',
    )?.[1] ?? null
  );
}

function methodAndPath(request: IncomingMessage): string {
  return `${request.method ?? ''} ${(request.url ?? '/').split('?')[0] ?? ''}`;
}

function xml({ protocol }: AwsCall, text: string): string {
  const message = text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const error = `<Code>${CODE}</Code><Message>${message}</Message>`;
  return protocol === 's3'
    ? `<?xml version="1.0" encoding="UTF-8"?><Error>${error}</Error>`
    : `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`;
}
