import { Refusal } from './refusal.ts';
import {
  alarmMailOf,
  allAtOnceOf,
  consoleDomainOf,
  consoleWebAclOf,
  environmentOf,
  pagesOf,
  renewalOf,
  senderOf,
  type ConsoleDomain,
  type Context,
  type Pages,
  type Sender,
} from './settings.ts';
import type { OwnName, Stage } from './stage.ts';

/** What only whoever deploys knows, read and found right. */
export interface Deployment {
  /** Undefined: the account and region of the shell. */
  readonly env: { readonly account: string; readonly region: string } | undefined;
  readonly sender: Sender;
  readonly alarmMail: string | null;
  readonly pages: Pages | null;
  readonly consoleDomain: ConsoleDomain | null;
  readonly consoleWebAcl: string | null;
  /** Whether this deployment leaves out the canary of its stage. */
  readonly allAtOnce: boolean;
  /** What has functions published anew, if it is another than before. */
  readonly renewal: string | null;
}

/** @throws Refusal that lists everything that is missing or wrong, not the first of it alone */
export function deploymentOf(context: Context, stage: Stage): Deployment {
  const own = stage.own as Readonly<Partial<Record<string, unknown>>>;
  const told: Context = (name) => {
    const value = own[name] ?? context(name);
    // A workflow tells what it does not know as nothing.
    return value === '' ? undefined : value;
  };
  const problems: string[] = [];
  const read = <Value>(reader: (context: Context, stage: Stage) => Value): Value | undefined => {
    try {
      return reader(told, stage);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...error.message.split('\n'));
      return undefined;
    }
  };
  const env = read(environmentOf);
  const sender = read(senderOf);
  const alarmMail = read(alarmMailOf);
  const pages = read(pagesOf);
  const consoleDomain = read(consoleDomainOf);
  const consoleWebAcl = read(consoleWebAclOf);
  const allAtOnce = read(allAtOnceOf);
  const renewal = read(renewalOf);
  problems.push(...missing(told, stage));
  const [first, ...others] = problems;
  if (first !== undefined && others.length === 0) throw new Refusal(first);
  if (first !== undefined || !sender) {
    throw new Refusal(`Stage ${stage.name} cannot be synthesized:\n- ${problems.join('\n- ')}`);
  }
  return {
    env,
    sender,
    alarmMail: alarmMail ?? null,
    pages: pages ?? null,
    consoleDomain: consoleDomain ?? null,
    consoleWebAcl: consoleWebAcl ?? null,
    allAtOnce: allAtOnce ?? false,
    renewal: renewal ?? null,
  };
}

/** What a reader of its own asks for wherever it is needed. */
const READ: readonly OwnName[] = ['account', 'region', 'mailFrom', 'alarmMail', 'consoleDomain'];

function missing(context: Context, { name, needs }: Stage): string[] {
  return needs
    .filter((each) => !READ.includes(each) && (context(each) ?? '') === '')
    .map((each) => `Stage ${name} needs --context ${each}=...`);
}
