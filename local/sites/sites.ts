import { createJsonRoute } from '../gateway/index.ts';
import type { LocalOutputs } from '../outputs.ts';
import type { Project } from '../project.ts';
import type { Run } from '../run.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import type { Service } from '../shared/service.ts';
import { buildSite, folderOfSite } from './build-site.ts';
import { configOfSite, type SiteSettings } from './settings.ts';
import { createSiteRoute } from './site-route.ts';

/** The sites of an app. */
export interface Sites extends Service {
  /**
   * Their routes, once it is known what `config.json` says.
   * @throws LocalError ERR_SYNTH when that cannot be said
   */
  routes(outputs: LocalOutputs): readonly HttpRoute[];
}

interface Site extends SiteSettings {
  readonly path: string;
  /** Null, or why it could not be built. */
  readonly built: PromiseWithResolvers<string | null>;
}

/**
 * Builds the sites one after the other beside whatever else the start does, and after it; serves them. A
 * build that fails is told in the log and to whoever asks for the page, and stops nothing.
 */
export function createSites(
  { folder: projectFolder, settings }: Project,
  { run, log }: { readonly run: Pick<Run, 'step'>; readonly log: Log },
): Sites {
  const ending = new AbortController();
  const sites = Object.entries(settings.sites ?? {}).map(([path, site]): Site => {
    return { ...site, path, built: Promise.withResolvers() };
  });
  let building: Promise<void> | undefined;
  const build = async ({ built, ...site }: Site): Promise<void> => {
    try {
      await run.step(
        site.name,
        () => buildSite(site, { projectFolder, log, signal: ending.signal }),
        (made) => (made ? 'made' : 'unchanged'),
      );
      built.resolve(null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!ending.signal.aborted) log.error(site.name, reason);
      built.resolve(reason);
    }
  };
  return {
    name: 'sites',
    routes: (outputs) => routesOf(sites, projectFolder, outputs),
    start() {
      building = sites.reduce((before, site) => before.then(() => build(site)), Promise.resolve());
      return Promise.resolve();
    },
    async stop() {
      ending.abort(new Error('The engine stopped meanwhile.'));
      await building;
    },
  };
}

function routesOf(
  sites: readonly Site[],
  projectFolder: string,
  outputs: LocalOutputs,
): readonly HttpRoute[] {
  const { graphqlUrl, realtimeUrl, cognitoEndpoint } = outputs;
  const urls = [graphqlUrl, realtimeUrl, cognitoEndpoint].filter((url) => url !== '');
  const endpoints = [...new Set(urls.map((url) => new URL(url).origin))].join(' ');
  // The deepest first: below "/" is everything.
  const deepest = sites.toSorted((one, other) => other.path.length - one.path.length);
  return deepest.flatMap(({ built, headers = {}, config, ...site }) => {
    const filled = Object.entries(headers).map(
      ([name, value]) => [name, value.replaceAll('{endpoints}', endpoints)] as const,
    );
    const route = createSiteRoute({
      ...site,
      folder: folderOfSite(projectFolder, site),
      headers: Object.fromEntries(filled),
      built: built.promise,
    });
    if (config === undefined) return [route];
    const content = configOfSite(config, outputs);
    return [createJsonRoute(`${site.path.replace(/\/$/, '')}/config.json`, () => content), route];
  });
}
