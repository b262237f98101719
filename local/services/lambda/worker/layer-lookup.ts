import { existsSync, realpathSync } from 'node:fs';
import { createRequire, type ResolveFnOutput, type ResolveHookContext } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Next = (specifier: string, context: Partial<ResolveHookContext>) => ResolveFnOutput;

/** What a resolution gives, or null for one that fails. */
export function attempt<T>(resolve: () => T): T | null {
  try {
    return resolve();
  } catch {
    return null;
  }
}

/**
 * Looks for a package where Lambda's NODE_PATH leads in /opt, which holds all layers: those of the runtime's
 * version first, and of two layers the later one.
 * https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
export function createLayerLookup(
  layers: readonly string[],
  runtime: string,
): (specifier: string, context: ResolveHookContext, next: Next) => ResolveFnOutput | null {
  const version = runtime.replace(/^nodejs(\d+).*$/, 'node$1');
  const places = [`nodejs/${version}`, 'nodejs']
    .flatMap((folder) => layers.toReversed().map((layer) => join(layer, folder)))
    .filter((folder) => existsSync(join(folder, 'node_modules')))
    .map((folder) => pathToFileURL(`${realpathSync(folder)}/`));
  return (specifier, context, next) => {
    for (const place of places) {
      const parent = new URL('index.js', place);
      const found = attempt(() =>
        context.conditions.includes('require')
          ? {
              url: pathToFileURL(createRequire(parent).resolve(specifier)).href,
              shortCircuit: true,
            }
          : next(specifier, { ...context, parentURL: parent.href }),
      );
      if (found?.url.startsWith(place.href)) return found;
    }
    return null;
  };
}
