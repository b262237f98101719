/*
 * Builds the studio's page into a folder. The engine runs it in a process of its own when somebody asks for
 * the page; `npm run build -w local` puts the page into the package.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { onlyLanguages } from '../../page-kit/only-languages.ts';

/** The studio speaks English. */
const LANGUAGES = /en-US\.m?js$/u;

/** Builds the page into a folder, which is made anew. */
export async function buildStudio(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: '/studio/',
    plugins: [react(), onlyLanguages(LANGUAGES)],
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      // Scripts load, whatever their size: the policy lets no inline data.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      manifest: true,
      // What a first visit loads is measured by a test.
      chunkSizeWarningLimit: 6_000,
      rolldownOptions: {
        // GraphiQL tells React's compiler what not to compile.
        onLog: (level, entry, log) => {
          if (entry.code !== 'MODULE_LEVEL_DIRECTIVE') log(level, entry);
        },
      },
    },
    worker: { format: 'es' },
  });
}

if (import.meta.main) {
  const folder = process.argv[2] ?? '';
  if (folder === '') throw new Error('Say which folder the page is built into.');
  // React takes anything else for a wish to be checked.
  process.env['NODE_ENV'] = 'production';
  await buildStudio(resolve(folder));
}
