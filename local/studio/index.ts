export { createStudio } from './studio.ts';
export type { StudioRoute } from './studio.ts';
export type { Studio } from './studio-context.ts';
