import { textScalar } from './scalar.ts';

const LOCAL_PART =
  /^(?:[^\s()<>,;:\\"[\]@.\p{Cc}]+(?:\.[^\s()<>,;:\\"[\]@.\p{Cc}]+)*|"[^"\\\p{Cc}]+")$/u;
const DOMAIN =
  /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u;

/** An address in place of a name, `[127.0.0.1]`. */
const DOMAIN_LITERAL = /^\[[^\s[\]\\\p{Cc}]+\]$/u;

/** An RFC 822 address. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSEmail = textScalar('AWSEmail', 'email address', (text) => {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at < 1 || !LOCAL_PART.test(text.slice(0, at))) return false;
  return DOMAIN.test(domain) || DOMAIN_LITERAL.test(domain);
});
