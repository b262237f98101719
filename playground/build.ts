import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, '..');

/** The editor's language services run in workers, each a file of its own beside the page. */
const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
};

/** Bundles the page with everything it needs into a folder; nothing is fetched from elsewhere. */
export async function buildPlayground(folder: string): Promise<void> {
  const fresh = `${folder}.${crypto.randomUUID()}`;
  await mkdir(fresh, { recursive: true });
  try {
    await bundle(fresh);
    await exchange(folder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Puts the new pages in the place of the old ones, which somebody may be serving. Two systems may
 * start for the first time at once: who comes last finds the other's pages and replaces them, too.
 */
async function exchange(folder: string, fresh: string): Promise<void> {
  const old = `${fresh}.old`;
  for (;;) {
    await rename(folder, old).catch(ignoreCode('ENOENT'));
    const isDone = await rename(fresh, folder).then(() => true, ignoreCode('ENOTEMPTY'));
    await rm(old, { recursive: true, force: true });
    if (isDone) return;
  }
}

/** Lets one failure pass. */
const ignoreCode = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return false;
};

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
