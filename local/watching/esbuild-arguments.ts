/** What esbuild's command line and its functions call alike; the rest is unknown here. */
const VALUES = new Set([
  'target',
  'platform',
  'format',
  'outfile',
  'outdir',
  'outbase',
  'sourcemap',
  'sourceRoot',
  'tsconfig',
  'tsconfigRaw',
  'charset',
  'legalComments',
  'jsx',
  'jsxFactory',
  'jsxFragment',
  'jsxImportSource',
  'globalName',
  'packages',
  'entryNames',
  'chunkNames',
  'assetNames',
]);
const SWITCHES = new Set([
  'bundle',
  'minify',
  'minifyWhitespace',
  'minifyIdentifiers',
  'minifySyntax',
  'keepNames',
  'sourcesContent',
  'splitting',
  'treeShaking',
  'preserveSymlinks',
  'ignoreAnnotations',
]);
/** `--main-fields=a,b` */
const LISTS = new Set(['mainFields', 'conditions', 'resolveExtensions']);
/** `--external:a` */
const REPEATED = new Set(['external', 'inject', 'drop', 'pure', 'dropLabels']);
/** `--define:a=b` */
const PAIRS = new Set([
  'define',
  'loader',
  'alias',
  'banner',
  'footer',
  'outExtension',
  'supported',
]);
/** What it prints. */
const IGNORED = new Set(['metafile', 'logLevel', 'logLimit', 'color', 'logOverride', 'analyze']);

type Options = Record<string, unknown>;

/**
 * The options that a command line of esbuild stands for, null when one of them is not known here.
 * https://esbuild.github.io/api/
 */
export function esbuildOptions(words: readonly string[]): Options | null {
  const options: Options = {};
  const entryPoints: string[] = [];
  for (const word of words) {
    if (!word.startsWith('--')) entryPoints.push(word);
    else if (!read(word.slice(2), options)) return null;
  }
  return { ...options, entryPoints };
}

function read(word: string, options: Options): boolean {
  const [, kebab = '', sign = '', value = ''] = /^([\w-]+)([:=]?)(.*)$/s.exec(word) ?? [];
  const name = kebab.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
  if (IGNORED.has(name)) return true;
  if (sign === ':' && REPEATED.has(name)) options[name] = [...listOf(options[name]), value];
  else if (sign === ':' && PAIRS.has(name)) {
    const [key = '', ...rest] = value.split('=');
    options[name] = { ...(options[name] as object | undefined), [key]: rest.join('=') };
  } else if (sign === ':') return false;
  else if (SWITCHES.has(name)) options[name] = sign === '' || value === 'true';
  else if (LISTS.has(name)) options[name] = value.split(',');
  else if (name === 'sourcemap') options[name] = sign === '' ? true : value;
  else if (name === 'target' && value.includes(',')) options[name] = value.split(',');
  else if (VALUES.has(name) && sign === '=') options[name] = value;
  else return false;
  return true;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
