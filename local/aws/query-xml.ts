import type { ServerResponse } from 'node:http';
import { send } from '../shared/send.ts';
import type { AwsError } from './aws-error.ts';

const XML = { 'content-type': 'text/xml' };

/** Text as XML has it. */
export const xmlText = (text: string): string =>
  text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A value in the query protocol's XML: an object's members are elements, a list's are `member`. */
export function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return xmlText(String(value));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `<${name}>${xmlOf(member)}</${name}>`)
    .join('');
}

/**
 * Answers an action in the query protocol.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function sendQueryXml(response: ServerResponse, action: string, result: object): void {
  const body = `<${action}Result>${xmlOf(result)}</${action}Result>`;
  send(response, 200, `<${action}Response>${body}</${action}Response>`, XML);
}

/** Refuses in the query protocol. */
export function refuseQueryXml(response: ServerResponse, error: AwsError): void {
  const { type, message, status } = error;
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const body = xmlOf({ Error: { Type, Code: type, Message: message } });
  send(response, status, `<ErrorResponse>${body}</ErrorResponse>`, XML);
}

/** The parameters of a call in the query protocol, of its form or address. */
export const queryForm = (url: URL, body: Buffer): URLSearchParams =>
  new URLSearchParams([...url.searchParams, ...new URLSearchParams(body.toString())]);
