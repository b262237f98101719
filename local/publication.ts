import { join } from 'node:path';
import type { App } from './assembly/model.ts';
import { writePrivately } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { createJsonRoute } from './gateway/index.ts';
import type { Gateway, RouteSet } from './gateway/index.ts';
import { describeOutputs, publicOutputs } from './outputs.ts';
import type { LocalOutputs } from './outputs.ts';
import type { Project } from './project.ts';
import type { Run } from './run.ts';
import { forgetSeed, requireSeededWith, runSeed, seededUsers } from './seed.ts';
import type { ChosenSeed } from './seed.ts';
import type { Log } from './shared/log.ts';
import type { Sites } from './sites/index.ts';
import { ROOT_TO_STUDIO } from './studio/studio-page.ts';

/** What people and programs are told of the running app: pages, outputs.json, the seeded users. */
export interface Publication {
  readonly outputs: LocalOutputs;
  /** Seeds a data folder that is new, writes outputs.json, and serves the sites. */
  publish(): Promise<void>;
  /** The same after a reset: seeds again. */
  publishAgain(): Promise<void>;
  /** Tells of the data as it is now, such as after a restore. */
  renew(): void;
}

/** What a publication needs of the start. */
export interface PublicationOptions {
  readonly run: Run;
  readonly gateway: Pick<Gateway, 'url'>;
  readonly routes: Pick<RouteSet, 'addRoutes'>;
  readonly dataFolder: DataFolder;
  readonly project: Project | null;
  /** Where the path of the seed begins. */
  readonly appFolder: string;
  /** Null without any. */
  readonly sites: Sites | null;
  readonly dynamodbEndpoint: string;
  /** Null when none is to run. */
  readonly seed: ChosenSeed | null;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** Tells of the app, and serves its sites. */
export function createPublication(app: App, options: PublicationOptions): Publication {
  const { run, gateway, routes, dataFolder, project, appFolder, dynamodbEndpoint, log } = options;
  const { data, folder } = dataFolder;
  const describe = (): LocalOutputs =>
    describeOutputs(app, {
      url: gateway.url,
      dynamodbEndpoint,
      sites: project?.settings.sites ?? {},
      users: seededUsers(data) ?? [],
    });
  let outputs = describe();
  routes.addRoutes([createJsonRoute('/local-config.json', () => publicOutputs(outputs))]);

  const publish = async (): Promise<void> => {
    const { seed } = options;
    if (seed !== null && seededUsers(data) !== null) requireSeededWith(data, seed);
    else if (seed !== null) {
      await run.step(
        'seed',
        () => runSeed(seed, { appFolder, data, outputs, log, signal: options.signal }),
        (users) => `${users.length} people to sign in as`,
      );
    }
    renew();
  };
  const renew = (): void => {
    outputs = describe();
    writePrivately(join(folder, 'outputs.json'), `${JSON.stringify(outputs, null, 2)}\n`);
  };
  return {
    get outputs() {
      return outputs;
    },
    async publish() {
      await publish();
      routes.addRoutes([...(options.sites?.routes(outputs) ?? []), ROOT_TO_STUDIO]);
    },
    publishAgain() {
      forgetSeed(data);
      return publish();
    },
    renew,
  };
}
