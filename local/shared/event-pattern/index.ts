export { compileEventPattern, compilePattern, PatternError } from './compile-pattern.ts';
export type { EventPattern } from './compile-pattern.ts';
export { LAMBDA_OPERATORS, OPERATORS } from './operators/index.ts';
