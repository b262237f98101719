import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { attempt, createLayerLookup } from './layer-lookup.ts';
import type { LoadMessage } from './messages.ts';
import { showUndici } from './spare-undici.ts';

/**
 * What Lambda's own file system has beside the function's code: version 2 of the SDK up to nodejs16.x,
 * version 3 from nodejs18.x on.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
const SDK_V2 = { pattern: /^aws-sdk(?:\/|$)/, text: 'aws-sdk' };
const SDK_V3 = {
  pattern: /^(?:@aws-sdk|@smithy|@aws-crypto)\//,
  text: '@aws-sdk/* and @smithy/*',
};
type Sdk = typeof SDK_V2;

const sdkOf = (runtime: string): Sdk =>
  Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0) >= 18 ? SDK_V3 : SDK_V2;

const ownRequire = createRequire(import.meta.url);

/** What a file of the code is read as. */
export type ReadSource = (source: string, file: string) => string;

/**
 * Makes module loading inside the code folder see what it would see in /var/task: no packages of
 * folders above it, the AWS SDK of the runtime, and `.js` read as what it is.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function installCodeHooks(
  { codeFolder, layers, runtime }: Pick<LoadMessage, 'codeFolder' | 'layers' | 'runtime'>,
  readSource?: ReadSource,
): void {
  const sdk = sdkOf(runtime);
  const inLayers = createLayerLookup(layers, runtime);
  const root = pathToFileURL(`${realpathSync(codeFolder)}/`).href;
  registerHooks({
    resolve(specifier, context, next) {
      const ofFunction = context.parentURL?.startsWith(root) === true;
      if (!ofFunction || !isBare(specifier)) return next(specifier, context);
      const found = attempt(() => next(specifier, context));
      if (found && (found.url.startsWith(root) || found.url.startsWith('node:'))) return found;
      const ofLayer = inLayers(specifier, context, next);
      if (ofLayer) return ofLayer;
      if (!sdk.pattern.test(specifier)) throw notInLambda(specifier, context.parentURL, sdk);
      const own = attempt(() =>
        // What `require` asks is looked for from its own place, whatever parentURL says.
        context.conditions.includes('require')
          ? { url: pathToFileURL(ownRequire.resolve(specifier)).href, shortCircuit: true }
          : next(specifier, { ...context, parentURL: import.meta.url }),
      );
      const inRuntime = own ?? found;
      if (inRuntime) return inRuntime;
      throw notInstalled(specifier);
    },
    load(url, context, next) {
      if (!isUndeclared(url, root)) {
        const loaded = next(url, context);
        if (loaded.format === 'module') showUndici(loaded.source);
        if (!readSource || !url.startsWith(root)) return loaded;
        const file = fileURLToPath(url);
        const { source } = loaded;
        const text = typeof source === 'string' ? source : readFileSync(file, 'utf8');
        return { ...loaded, source: readSource(text, file) };
      }
      const text = readFileSync(fileURLToPath(url), 'utf8');
      const source = readSource?.(text, fileURLToPath(url)) ?? text;
      showUndici(text);
      return { format: isModule(text) ? 'module' : 'commonjs', source, shortCircuit: true };
    },
  });
  compileUndeclaredAsCommonJs(root, readSource);
}

/** `.js` without a package.json in the code: the one above cdk.out must not decide what it is. */
const isUndeclared = (url: string, root: string): boolean =>
  url.startsWith(root) && url.endsWith('.js') && !hasManifest(url, root);

// The CommonJS loader looks for package.json itself, whatever the load hook says.
function compileUndeclaredAsCommonJs(root: string, readSource?: ReadSource): void {
  const { extensions } = ownRequire as unknown as {
    extensions: Record<'.js', (module: CompilableModule, file: string) => void>;
  };
  const compile = extensions['.js'];
  extensions['.js'] = (module, file) => {
    if (isUndeclared(pathToFileURL(file).href, root)) {
      const text = readFileSync(file, 'utf8');
      module._compile(readSource?.(text, file) ?? text, file, 'commonjs');
    } else compile(module, file);
  };
}

interface CompilableModule {
  _compile(source: string, file: string, format: string): void;
}

const isBare = (specifier: string): boolean => !/^(?:[./#]|[a-z]+:)/.test(specifier);

/** Lambda's runtime has all clients; here are those that the engine itself or the app has. */
function notInstalled(specifier: string): Error {
  return Object.assign(
    new Error(
      `Cannot find module '${specifier}'\nLambda has it; here it has to be installed: npm i -D ${packageOf(specifier)}`,
    ),
    { code: 'MODULE_NOT_FOUND' },
  );
}

/** `@aws-sdk/client-s3` of a path in it. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function notInLambda(specifier: string, parentUrl: string | undefined, { text }: Sdk): Error {
  return Object.assign(
    new Error(
      `Cannot find module '${specifier}'\nRequire stack:\n- ${parentUrl ?? '?'}\n` +
        `It is not in the bundle; beside it this runtime of Lambda has only ${text}.`,
    ),
    { code: 'MODULE_NOT_FOUND' },
  );
}

function hasManifest(url: string, root: string): boolean {
  for (let folder = new URL('.', url); folder.href.startsWith(root);) {
    if (existsSync(new URL('package.json', folder))) return true;
    folder = new URL('..', folder);
  }
  return false;
}

function isModule(source: string): boolean {
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname']);
    return false;
  } catch (error) {
    return /import|export|await/.test(String(error));
  }
}
