declare module '*.css';

/** Vite: a module that runs in a worker. */
declare module '*?worker' {
  const Made: new () => Worker;
  export default Made;
}

/** Where the editor finds its workers. */
// eslint-disable-next-line no-var -- only `var` declares a member of globalThis
declare var MonacoEnvironment: unknown;
