export { IGNORED_TYPES } from './ignored.ts';
export { readAssembly } from './read-assembly.ts';
export type { AssemblyOptions } from './read-assembly.ts';
export { RESOURCE_TYPES } from './resources/index.ts';
