/** Tells the editor where its workers are: beside the page, see WORKERS in build.ts. */
globalThis.MonacoEnvironment = {
  getWorker(_id: string, label: string) {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`${name}.worker.js`, document.baseURI), { type: 'module' });
  },
};
