/** A setting that the stack gives the function; throws when it does not. */
export function readEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Environment variable ${name} is not set on this function.`);
  return value;
}
