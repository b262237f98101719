import { LocalError } from '../shared/errors.ts';
import { isObject } from '../shared/is-object.ts';

/** A site that the engine serves: how its pages are made, where they lie, and how they are answered. */
export interface SiteSettings {
  /** What messages and outputs.json call it. */
  readonly name: string;
  /** Command that makes the pages. @default they are there */
  readonly build?: string;
  /** Files and folders the pages are made of; without them they are made at every start. */
  readonly inputs?: readonly string[];
  /** Folder with the pages. */
  readonly folder: string;
  /** Whether index.html answers each address without a file, because it reads them itself. @default false */
  readonly fallback?: boolean;
  /** Folder below `folder` whose files never change under their name: browsers do not ask again. */
  readonly immutable?: string;
  /** Headers of every answer. `{endpoints}` stands for the origins of the APIs and user pools. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Stack output whose JSON object is `config.json` beside the pages. */
  readonly config?: string;
}

/** Sites by the path they are served at: `/`, or such as `/docs`. */
export type SitesSettings = Readonly<Record<string, SiteSettings>>;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** What each member has to be, when it is there. */
const MEMBERS: Readonly<
  Record<keyof SiteSettings, readonly [(value: unknown) => boolean, string]>
> = {
  name: [isText, 'a text'],
  build: [isText, 'a command'],
  inputs: [isTexts, 'a list of texts'],
  folder: [isText, 'a path'],
  fallback: [(value) => typeof value === 'boolean', 'true or false'],
  immutable: [isText, 'a folder below the pages'],
  headers: [(value) => isObject(value) && Object.values(value).every(isText), 'an object of texts'],
  config: [isText, 'the name of a stack output'],
};
const NEEDED: readonly string[] = ['name', 'folder'];
const PATH = /^\/(?:[\w.-]+(?:\/[\w.-]+)*)?$/;

/** What is wrong with `local.sites`, each by its name there; empty when nothing is. */
export function mistakesInSites(sites: unknown): readonly string[] {
  if (sites === undefined) return [];
  if (!isObject(sites)) return ['local.sites is not an object of sites by their path'];
  return Object.entries(sites).flatMap(([path, site]) => {
    const at = `local.sites[${JSON.stringify(path)}]`;
    if (!PATH.test(path)) return [`${at} is not served: a path is "/", or such as "/docs"`];
    if (!isObject(site)) return [`${at} is not an object`];
    const unknown = Object.keys(site).filter((name) => !Object.hasOwn(MEMBERS, name));
    return [
      ...unknown.map((name) => `${at}.${name} is not known`),
      ...Object.entries(MEMBERS).flatMap(([name, [fits, form]]) => {
        const value = site[name];
        const isGood = value === undefined ? !NEEDED.includes(name) : fits(value);
        return isGood ? [] : [`${at}.${name} is not ${form}`];
      }),
    ];
  });
}

/**
 * The `config.json` that a site asks for: what the stack puts out, and where on this machine the Cognito
 * API and the mails are.
 * @throws LocalError ERR_SYNTH when no stack puts such an object out
 */
export function configOfSite(
  name: string,
  {
    stacks,
    cognitoEndpoint,
  }: {
    readonly stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly cognitoEndpoint: string;
  },
): Readonly<Record<string, unknown>> {
  const text = Object.values(stacks).find((outputs) => outputs[name] !== undefined)?.[name];
  const config = text === undefined ? null : parse(text);
  if (isObject(config)) return { ...config, cognitoEndpoint, mailbox: '/mailbox' };
  throw new LocalError(
    'ERR_SYNTH',
    `A site's config in local.sites of package.json names the output ${name}, but ` +
      `${text === undefined ? 'no stack has it' : 'its value is no JSON object'}.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
