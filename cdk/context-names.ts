import { Refusal } from './refusal.ts';
import { OWN_NAMES } from './stage.ts';

/** What `--context` can say: what only whoever deploys knows, and which deployment it is. */
const NAMES: ReadonlySet<string> = new Set([
  ...OWN_NAMES,
  'stage',
  'preview',
  'pages',
  'canary',
  'renew',
]);

/** Feature flags, and what the CLI asks and keeps: `@aws-cdk/core:checkSecretUsage`, `availability-zones:account=…`. */
const OF_CDK = /[:/@]|^cdk-/u;

/**
 * Nobody reads a name that is misspelt: `stge=prod` would deploy `dev` into the account of `prod`.
 * @param context all that `--context` and cdk.json say
 * @throws Refusal with the names that there are
 */
export function requireKnownNames(context: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(context).filter((name) => !NAMES.has(name) && !OF_CDK.test(name));
  if (unknown.length === 0) return;
  const names = unknown.map((name) => JSON.stringify(name)).join(', ');
  throw new Refusal(`Nothing reads context ${names}; there is ${[...NAMES].join(', ')}`);
}
