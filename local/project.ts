import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './shared/errors.ts';
import { isObject } from './shared/is-object.ts';
import { mistakesInSites, type SitesSettings } from './sites/index.ts';

/** What the app tells the engine about itself: the key `local` of package.json, and cdk.json. */
export interface Project {
  readonly folder: string;
  /** cdk.json's `app`: the command that synthesizes. */
  readonly app: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly settings: ProjectSettings;
}

/** The key `local` of package.json. */
export interface ProjectSettings {
  /** Files and folders the synthesized app is made of; without them it is synthesized at every start. */
  readonly inputs?: readonly string[];
  readonly sites?: SitesSettings;
  /** Command that writes types from the schema: run when a watched schema changed. */
  readonly codegen?: string;
  /** Module that exports `seed`. */
  readonly seed?: string;
  /** Further ones by name: `--seed NAME`. */
  readonly seeds?: Readonly<Record<string, string>>;
  /** Stacks to run, with those they depend on. @default all */
  readonly stacks?: readonly string[];
  /** What the templates take from outside: parameters by `<stack>.<name>` or `<name>`, exports, SSM parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Files with SQL that databases begin with, by the logical id or the identifier of their DB cluster. */
  readonly databases?: Readonly<Record<string, readonly string[]>>;
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
  return { folder, app, context: { ...lookedUp, ...own }, settings: readSettings(folder) };
}

/**
 * Reads the key `local` of the package.json in a folder; nothing of it has to be there.
 * @throws LocalError ERR_SYNTH when a setting is of another form
 */
export function readSettings(folder: string): ProjectSettings {
  const file = join(folder, 'package.json');
  const settings = withSites(read(file)?.['local'] ?? {});
  requireSettings(file, settings);
  return settings;
}

/** The older `playground` is a site at `/`. */
function withSites(settings: unknown): unknown {
  if (!isObject(settings) || !isObject(settings['playground'])) return settings;
  const { playground, ...rest } = settings;
  return { sites: { '/': { name: 'playground', ...playground } }, ...rest };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isObjectOfLists = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isTexts);
const isObjectOfTexts = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isText);

type Form = readonly [fits: (value: unknown) => boolean, form: string];

/** What each setting has to be, when it is there. */
const FORMS: Readonly<Record<Exclude<keyof ProjectSettings, 'sites'>, Form>> = {
  inputs: [isTexts, 'a list of texts'],
  codegen: [isText, 'a command'],
  seed: [isText, 'the path of a module'],
  seeds: [isObjectOfTexts, 'an object of names and paths of modules'],
  stacks: [isTexts, 'a list of texts'],
  parameters: [isObjectOfTexts, 'an object of texts'],
  databases: [isObjectOfLists, 'an object of lists of files'],
};

function requireSettings(file: string, settings: unknown): asserts settings is ProjectSettings {
  const wrong = isObject(settings)
    ? [
        ...Object.entries(FORMS).flatMap(([name, [fits, form]]) =>
          settings[name] === undefined || fits(settings[name])
            ? []
            : [`local.${name} is not ${form}`],
        ),
        ...mistakesInSites(settings['sites']),
      ]
    : ['local is not an object'];
  if (wrong.length > 0) throw new LocalError('ERR_SYNTH', `${file}: ${wrong.join('; ')}.`);
}

function read(file: string): Record<string, unknown> | null {
  if (!existsSync(file)) return null;
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isObject(content)) throw new Error('it holds no object');
    return content;
  } catch (error) {
    throw new LocalError('ERR_SYNTH', `${file} is not JSON: ${String(error)}`, { cause: error });
  }
}
