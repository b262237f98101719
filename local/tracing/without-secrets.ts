/** Members whose values are secrets, whatever service names them. */
const SECRET =
  /password|secret|token|session|code$|srp_|signature|credential|authorization|otp|answer|^assertion$/i;
/** What is called alike and is none. */
const OPEN = /^(?:nexttoken|paginationtoken|tokentype|expiresin|codedeliverydetails|statuscode)$/i;

/** JSON text of a value without what nobody may learn from a record: passwords, tokens, codes. */
export function jsonWithoutSecrets(value: unknown): string {
  return JSON.stringify(value, (name, member: unknown) => {
    const isSecret = SECRET.test(name) && !OPEN.test(name);
    return isSecret && (typeof member === 'string' || typeof member === 'number') ? '***' : member;
  });
}
