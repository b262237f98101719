import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE_FOLDER } from './cache-folder.mjs';
import { ENGINE, EXTENSION } from './engine-state.mjs';

const FOLDER = join(CACHE_FOLDER, 'local');
const PREFIX = 'bundle-';
const ENTRIES = 'entries.json';

/** As many as stay when a further one is made: an engine that runs may still load pieces of an older one. */
const KEPT = 5;

const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Where the bundle of one state of the engine is kept. */
export const bundleFolder = (state) => join(FOLDER, PREFIX + hashOf(state));

/** What a start loads: the bundle, or the engine's own files where there is none. */
export function mainModule(state) {
  const bundled = join(bundleFolder(state), 'cli-main.mjs');
  return existsSync(bundled) ? bundled : join(ENGINE, `cli-main${EXTENSION}`);
}

/** Loads the engine. A bundle that is damaged is removed: the engine's own files do as well, and the next start makes it anew. */
export function loadEngine(state, require) {
  const file = mainModule(state);
  if (dirname(file) === ENGINE) return require(file);
  try {
    const engine = require(file);
    if ('main' in engine) return engine;
  } catch {
    // Told by the engine's own files, if it is their fault.
  }
  rmSync(dirname(file), { recursive: true, force: true });
  return require(mainModule(state));
}

/**
 * Makes the engine, which is some thousand modules, a few files without comments: that takes 15 MB less, since each
 * module takes some KB besides its code, and starts in half the time. Does nothing where there is no esbuild.
 * @returns the files of the bundle that something begins with, the main module's among them; null without a bundle
 */
export async function bundleEngine(state) {
  const folder = bundleFolder(state);
  const made = `${folder}.${process.pid}`;
  try {
    if (!existsSync(folder)) await build(made, folder);
  } catch {
    // The engine's own files do as well, or another process was faster.
    rmSync(made, { recursive: true, force: true });
  }
  const list = join(folder, ENTRIES);
  if (!existsSync(list)) return null;
  return JSON.parse(readFileSync(list, 'utf8')).map((name) => join(folder, name));
}

async function build(made, folder) {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    entryPoints: [join(ENGINE, `cli-main${EXTENSION}`)],
    outdir: made,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is loaded when first used stays apart.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    // Names stay, for stack traces and profiles; --enable-source-maps tells the lines too.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    charset: 'utf8',
    // Of packages that are CommonJS and load Node's modules.
    banner: {
      js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    },
    plugins: [OWN_PLACES],
    metafile: true,
    logLevel: 'silent',
  });
  writeFileSync(join(made, ENTRIES), JSON.stringify(entriesOf(metafile)));
  renameSync(made, folder); // whole or not at all
  removeOldest();
}

/** A module goes on to find files beside its source. */
const OWN_PLACES = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\bimport\.meta\.(?:dirname|filename|url)\b/.test(text)) return undefined;
      const places = { dirname: dirname(path), filename: path, url: pathToFileURL(path).href };
      const contents = text.replaceAll(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, name) =>
        JSON.stringify(places[name]),
      );
      return { contents, loader: path.endsWith('ts') ? 'ts' : 'js' };
    });
  },
};

function entriesOf({ outputs }) {
  const entries = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  return entries.map(([file]) => basename(file));
}

function removeOldest() {
  const bundles = readdirSync(FOLDER)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(FOLDER, name))
    .map((path) => ({ path, made: statSync(path).mtimeMs }))
    .sort((one, other) => other.made - one.made);
  for (const { path } of bundles.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
