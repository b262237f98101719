/**
 * esbuild and the compiler of types are programs of Go, which in a test end before it is worth while that they
 * collect garbage: it is a fifth of what they do. https://go.dev/doc/gc-guide#GOGC
 */
export function setup(): void {
  process.env['GOGC'] ??= 'off';
  // One that goes on collects from here on.
  process.env['GOMEMLIMIT'] ??= '1GiB';
}
