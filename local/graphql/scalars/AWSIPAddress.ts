import { isIP } from 'node:net';
import { textScalar } from './scalar.ts';

/** IPv4 or IPv6 with an optional `/prefix`. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSIPAddress = textScalar('AWSIPAddress', 'IP address', (text) => {
  const [, address = '', prefix] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return false;
  return prefix === undefined || Number(prefix) <= (version === 4 ? 32 : 128);
});
