import react from '@vitejs/plugin-react';
import { onlyLanguages } from 'appsync-on-a-laptop/page-kit/only-languages';
import { join, resolve } from 'node:path';
import type { InlineConfig } from 'vite';
import { build } from 'vite';
import { exchangeFolder } from '../playground/exchange-folder.ts';

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, '..');

/** Languages of texts/. */
const LANGUAGES = /(?:en-US|de-DE)\.m?js$/u;

/** How Vite builds the page into a folder; nothing of an environment is in it. */
export function viteConfig(folder: string): InlineConfig {
  return {
    configFile: false,
    root: HERE,
    plugins: [react(), onlyLanguages(LANGUAGES)],
    // What the import's checks take from Node, of which a page has other forms.
    resolve: {
      alias: {
        'node:url': join(HERE, 'node/url.ts'),
        'node:util': join(HERE, 'node/util.ts'),
        'csv-parse/sync': 'csv-parse/browser/esm/sync',
      },
    },
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      // The policy of the page lets no inline data: scripts load, and one file is one request anyway.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      manifest: true,
      // What a first visit loads is measured by a test.
      chunkSizeWarningLimit: 1_000,
    },
  };
}

/** Builds the console into a folder, which somebody may be serving. */
export async function buildConsole(folder: string): Promise<void> {
  await exchangeFolder(folder, async (fresh) => {
    await build(viteConfig(fresh));
  });
}

if (import.meta.main) {
  // React takes anything else for a wish to be checked, tests that start a system say it.
  process.env['NODE_ENV'] = 'production';
  await buildConsole(resolve(process.argv[2] ?? join(ROOT, '.local/console')));
}
