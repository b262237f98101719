import { textScalar } from './scalar.ts';

const LOCAL_PART =
  /^(?:[^\s()<>,;:\\"[\]@.\p{Cc}]+(?:\.[^\s()<>,;:\\"[\]@.\p{Cc}]+)*|"[^"\\\p{Cc}]+")$/u;
const DOMAIN =
  /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u;

/** An RFC 822 address. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSEmail = textScalar('AWSEmail', 'email address', (text) => {
  const at = text.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1));
});
