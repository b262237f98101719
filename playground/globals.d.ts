/** Made by build.ts. */
declare module 'virtual:schema' {
  export const schemaText: string;
}

declare module '*.css';

/** Where the editor finds its workers. */
// eslint-disable-next-line no-var -- only `var` declares a member of globalThis
declare var MonacoEnvironment: unknown;
