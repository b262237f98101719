export { compileTemplates } from './compile-templates.ts';
export type { CompiledTemplates, TemplatePair } from './compile-templates.ts';
export { DEFAULT_TEMPLATES } from './default-templates.ts';
