/*
 * Builds the studio's page into a folder. The engine runs it in a process of its own when somebody asks for
 * the page; `npm run build -w local` puts the page into the package.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { build } from 'vite';

/** Words of React Aria, which come in 34 languages: the studio speaks English. */
const REACT_ARIA_WORDS = /react-(?:aria|stately|aria-components)\/dist\/.*\/intl\/.*\.m?js$/u;
const ENGLISH = /en-US\.m?js$/u;

const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load(id) {
    const isForeign = REACT_ARIA_WORDS.test(id) && !ENGLISH.test(id);
    return isForeign ? 'export default {};' : null;
  },
};

/** Builds the page into a folder, which is made anew. */
export async function buildStudio(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: '/studio/',
    plugins: [react(), englishOnly],
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
