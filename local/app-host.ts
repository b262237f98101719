import { isDeepStrictEqual } from 'node:util';
import type { App } from './assembly/model.ts';
import type { Gateway, RouteSet } from './gateway/index.ts';
import type { FinishedStep } from './options.ts';
import type { LocalOutputs } from './outputs.ts';
import { createPublication } from './publication.ts';
import type { Publication, PublicationOptions } from './publication.ts';
import { isReplaceable, replaceApp } from './replace-app.ts';
import type { ReplaceableServices } from './replace-app.ts';
import type { Run } from './run.ts';
import { createState, type Snapshots, type State } from './state/index.ts';
import { startServices } from './start-services.ts';
import type { ServicesContext } from './start-services.ts';

/** How another version of the app came to run: nothing differed, services took it over, or began anew. */
export type Replacement = 'unchanged' | 'replaced' | 'restarted';

/** The app that runs, in the version that runs now. */
export interface AppHost {
  readonly app: App;
  readonly outputs: LocalOutputs;
  readonly snapshots: Snapshots;
  /** Forgets all data and seeds again. */
  reset(): Promise<void>;
  /** Resolves once no reset and no snapshot is under way; from then on all of it is refused. */
  end(): Promise<void>;
  /**
   * Runs another version. Data, sessions and tokens stay; connections only where no service begins anew.
   * @throws LocalError when it does not start: then the last version runs
   */
  replace(next: App): Promise<Replacement>;
  /** The code of these functions is being made anew, for `replace`. */
  prepare(functionNames: readonly string[]): void;
}

/** What an app runs with. */
export interface AppHostOptions
  extends
    Omit<ServicesContext, 'run' | 'routes' | 'gateway'>,
    Omit<PublicationOptions, 'run' | 'routes' | 'gateway' | 'dynamodbEndpoint'> {
  readonly run: Run;
  readonly gateway: Gateway;
  readonly onStep: (step: FinishedStep) => void;
}

/**
 * Starts the services of an app and tells of it.
 * @throws LocalError of whichever service does not start
 */
export async function startApp(app: App, options: AppHostOptions): Promise<AppHost> {
  const { gateway } = options;
  const tell = { onStep: options.onStep };
  const run = options.run.within((step) => tell.onStep(step));
  const routes = gateway.within();
  let running = await start(app, { ...options, run, routes, all: options.run });
  // What follows is told in a line of its own.
  tell.onStep = () => {};
  const restart = async (next: App): Promise<void> => {
    await running.state.end();
    await run.stop();
    routes.clear();
    running = await start(next, { ...options, run, routes, all: options.run });
  };
  return {
    get app() {
      return running.app;
    },
    get outputs() {
      return running.publication.outputs;
    },
    get snapshots() {
      return running.state.snapshots;
    },
    reset: () => running.state.reset(),
    end: () => running.state.end(),
    prepare: (functionNames) => running.services.lambda.prepare(functionNames),
    async replace(next) {
      const last = running.app;
      if (isDeepStrictEqual(last, next)) return 'unchanged';
      if (isReplaceable(last, next)) {
        try {
          replaceApp(running.services, last, next);
        } catch (error) {
          replaceApp(running.services, next, last);
          throw error;
        }
        running = { ...running, app: next };
        return 'replaced';
      }
      gateway.setReady(false);
      try {
        await restart(next);
      } catch (error) {
        await restart(last);
        throw error;
      } finally {
        gateway.setReady();
      }
      return 'restarted';
    },
  };
}

interface Running {
  readonly app: App;
  readonly services: ReplaceableServices;
  readonly publication: Publication;
  readonly state: State;
}

async function start(
  app: App,
  options: AppHostOptions & { readonly routes: RouteSet; readonly all: Run },
): Promise<Running> {
  const services = await startServices(app, options);
  const { dynamodbEndpoint, faults } = services;
  const publication = createPublication(app, { ...options, dynamodbEndpoint });
  const state = createState(app, {
    ...options,
    publication,
    run: options.all,
    clock: options.settings.clock,
    faults,
    foreignTables: options.settings.dynamodbEndpoint,
  });
  // Before the sites, which may answer every path.
  options.routes.addRoutes(state.routes);
  await publication.publish();
  return { app, services, publication, state };
}
