import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './shared/errors.ts';

/** What the app tells the engine about itself: the key `local` of package.json, and cdk.json. */
export interface Project {
  readonly folder: string;
  /** cdk.json's `app`: the command that synthesizes. */
  readonly app: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly settings: ProjectSettings;
}

/** The key `local` of package.json. */
interface ProjectSettings {
  /** Files and folders the synthesized app is made of; without them it is synthesized at every start. */
  readonly inputs?: readonly string[];
  readonly playground?: PlaygroundSettings;
  /** Module that exports `seed`. */
  readonly seed?: string;
  /** Stacks to run, with those they depend on. @default all */
  readonly stacks?: readonly string[];
  /** What the templates take from outside: parameters by `<stack>.<name>` or `<name>`, exports, SSM parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface PlaygroundSettings {
  /** Command that makes the pages. */
  readonly build?: string;
  /** Files and folders the pages are made of. */
  readonly inputs?: readonly string[];
  /** Folder with the pages, served at `/`. */
  readonly folder: string;
}

/**
 * Reads cdk.json and package.json of an app.
 * @throws LocalError ERR_SYNTH when there is no cdk.json with an `app`
 */
export function readProject(folder: string): Project {
  const cdk = read(join(folder, 'cdk.json'));
  const app = cdk?.['app'];
  if (typeof app !== 'string') {
    throw new LocalError(
      'ERR_SYNTH',
      `${folder} has no cdk.json with an "app" command. ` +
        'Start in the folder of a CDK app, or name a synthesized one with --assembly cdk.out.',
    );
  }
  const lookedUp = read(join(folder, 'cdk.context.json')) ?? {};
  const own = cdk?.['context'] as Record<string, unknown> | undefined;
  const settings = read(join(folder, 'package.json'))?.['local'] as ProjectSettings | undefined;
  return { folder, app, context: { ...lookedUp, ...own }, settings: settings ?? {} };
}

function read(file: string): Record<string, unknown> | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new LocalError('ERR_SYNTH', `${file} is not JSON: ${String(error)}`, { cause: error });
  }
}
