import { copyFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';
import { exchangeFolder } from './exchange-folder.ts';

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, '..');

/** The editor's language services run in workers, each a file of its own beside the page. */
const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
};

/** Bundles the page with everything it needs into a folder; nothing is fetched from elsewhere. */
export function buildPlayground(folder: string): Promise<void> {
  return exchangeFolder(folder, bundle);
}

async function bundle(folder: string): Promise<void> {
  await Promise.all([
    build({
      entryPoints: { main: join(HERE, 'main.tsx'), ...WORKERS },
      outdir: folder,
      absWorkingDir: ROOT,
      bundle: true,
      minify: true,
      format: 'esm',
      splitting: true,
      target: 'es2022',
      jsx: 'automatic',
      chunkNames: 'chunks/[hash]',
      assetNames: 'assets/[name]-[hash]',
      loader: { '.ttf': 'file', '.woff2': 'file' },
      define: { 'process.env.NODE_ENV': '"production"' },
      legalComments: 'linked',
      logLevel: 'warning',
      plugins: [schemaText],
    }),
    copyFile(join(HERE, 'index.html'), join(folder, 'index.html')),
  ]);
}

/** `virtual:schema` is the API's schema with AppSync's scalars and directives declared. */
const schemaText: Plugin = {
  name: 'schema',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^virtual:schema$/ }, ({ path }) => ({
      path,
      namespace: 'schema',
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'schema' }, async () => {
      const files = [
        'node_modules/appsync-on-a-laptop/graphql/aws-prelude.graphql',
        'schema.graphql',
      ];
      const parts = await Promise.all(files.map((file) => readFile(join(ROOT, file), 'utf8')));
      const contents = `export const schemaText = ${JSON.stringify(parts.join('\n'))};`;
      return { contents, loader: 'js' };
    });
  },
};

if (import.meta.main) {
  await buildPlayground(resolve(process.argv[2] ?? join(ROOT, '.local/playground')));
}
