export { IGNORED_TYPES } from './checks/ignored-types.ts';
export { isAssembly } from './manifest/plain-templates.ts';
export { readAssembly } from './read-assembly.ts';
export type { AssemblyOptions } from './read-assembly.ts';
export { RESOURCE_TYPES } from './resources/index.ts';
