export { createStudio } from './studio.ts';
export type { Studio } from './studio-context.ts';
