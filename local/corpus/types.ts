/** What an app is made with. */
export const KINDS = [
  'CDK v2',
  'CDK v1',
  'SAM',
  'CloudFormation',
  'Serverless Framework',
  'Amplify Gen 2',
] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

/** A public AppSync app: where it is, how its assembly is made, and what is asked of it. None of its code is here. */
export interface CorpusApp {
  /** On GitHub, as `owner/name`. */
  readonly repository: `${string}/${string}`;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** Folder of the app in the repository. @default the repository itself */
  readonly path?: string;
  readonly kind: Kind;
  /** Further folders of the repository that the app is made of. @default none */
  readonly beside?: readonly string[];
  /** Folders within the app whose packages are installed. @default that of the app */
  readonly install?: readonly string[];
  /** Packages that its README takes for granted, such as esbuild where the CDK would start Docker. */
  readonly alsoInstall?: readonly string[];
  /** Versions in place of those that it asks for, where the registry has them no more, or where its ranges agree no more. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Shell commands of its README before a deployment, such as a build. */
  readonly before?: readonly string[];
  /** What synthesizes. @default `app` of cdk.json */
  readonly synthesis?: string;
  /** Made-up values that it reads from its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Context of the CDK, as `--context` gives it. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The template, where nothing is synthesized. */
  readonly template?: string;
  readonly stacks?: readonly string[];
  /** What the template takes from outside. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Secret that its README has filled by hand, with the public key of those who may ask: the callers of a Lambda
   * authorizer send a token (RS256) of the private one.
   */
  readonly publicKeySecret?: string;
  /** Of the user pool, which the person who asks is in. */
  readonly groups?: readonly string[];
  /** In their order. */
  readonly operations: readonly Operation[];
}

/** Who asks: by the modes of AppSync. */
export type Caller = 'API_KEY' | 'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS' | 'AWS_LAMBDA';

interface Asked {
  /** @default the API's own default mode */
  readonly as?: Caller;
  /** Which API of several of its kind, GraphQL or events: its place among them, from 0. @default 0 */
  readonly api?: number;
}

/** A query or mutation, a subscription with what subscribers are told of, or an event with what listeners hear. */
export type Operation = DocumentOperation | SubscriptionOperation | EventOperation;

/** A query or mutation. */
export interface DocumentOperation extends Asked {
  readonly document: string;
  /** A text `{{addTodo.id}}` is what an earlier operation answered there. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What `data` must have, at least; a function of it must be true. Answers have no errors. */
  readonly expect?: unknown;
  /** The error that is the right answer, part of its message. */
  readonly refused?: string;
  /** Asks again until the answer is as expected: what comes by an event source takes its time. */
  readonly later?: true;
}

/** A subscription, and what subscribers are told of. */
export interface SubscriptionOperation extends Asked {
  readonly subscribe: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The mutation that subscribers are told of. */
  readonly by: DocumentOperation;
  readonly expect?: unknown;
}

/** An event of an Event API: published over HTTP, heard over WebSocket. */
export interface EventOperation extends Asked {
  /** The channel, `/namespace/segment`. */
  readonly publish: string;
  readonly event: unknown;
  /** Channel that is listened to, which may end with `/*`. @default that of the event */
  readonly hear?: string;
  /** What listeners hear, at least. */
  readonly expect: unknown;
}

/** `owner/name`, with the folder: what an app is called. */
export const nameOf = ({ repository, path }: Pick<CorpusApp, 'repository' | 'path'>): string =>
  path === undefined ? repository : `${repository}/${path}`;
