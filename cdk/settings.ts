import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './bundle.ts';
import { Refusal } from './refusal.ts';
import type { Stage } from './stage.ts';

interface Settings {
  readonly context: Readonly<Record<string, unknown>>;
}

/** cdk.json. The CLI passes its context; read here, the assembly is the same without the CLI. */
export function readSettings(): Settings {
  return JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as Settings;
}

/** Reads a context value: what `--context` or cdk.json says. */
export type Context = (name: string) => unknown;

/** Who mails come from. */
export interface Sender {
  /** The address. */
  readonly from: string;
  /** What Amazon SES has verified: the address, its domain, or a domain above it. */
  readonly identity: string;
}

/** An address without a name, spaces or signs beyond ASCII. */
const ADDRESS = /^[!-?A-~]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** Names that nobody has: RFC 2606 and RFC 6761. */
const RESERVED = /(?:^|\.)(?:example\.(?:com|net|org)|test|example|invalid|localhost|local)$/i;

/**
 * @param context reads a context value: `mailFrom`, and `mailIdentity` for anything but its domain
 * @throws Refusal when they are no plain address and what can be verified for it, or not of a domain that
 *   one can have where people are to be reached
 */
export function senderOf(
  context: Context,
  { name, ownSender }: Pick<Stage, 'name' | 'ownSender'>,
): Sender {
  const from = context('mailFrom');
  if (typeof from !== 'string' || !ADDRESS.test(from)) {
    throw new Refusal(
      `Context "mailFrom" is ${JSON.stringify(from)}; use --context mailFrom=<address that SES has verified>`,
    );
  }
  const domain = domainOf(from);
  if (ownSender && RESERVED.test(domain)) {
    throw new Refusal(
      `Context "mailFrom" is ${from}: nobody has the domain ${domain}, so stage ${name} could mail no one; ` +
        'use --context mailFrom=<address that SES has verified>',
    );
  }
  const identity = context('mailIdentity') ?? domain;
  if (identity === from || (typeof identity === 'string' && isWithin(domain, identity))) {
    return { from, identity };
  }
  throw new Refusal(
    `Context "mailIdentity" is ${JSON.stringify(identity)}; it must be ${from}, its domain, or a domain above it`,
  );
}

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);

const isWithin = (domain: string, identity: string) =>
  identity.includes('.') && `.${domain}`.toLowerCase().endsWith(`.${identity.toLowerCase()}`);

/**
 * Where a stage is deployed to.
 * @param context reads a context value: `account` and `region`
 * @returns undefined in a stage that goes to the account and region of the shell
 * @throws Refusal when only one is told, or none where they must be, or one cannot be
 */
export function environmentOf(
  context: Context,
  { name, needs }: Pick<Stage, 'name' | 'needs'>,
): { readonly account: string; readonly region: string } | undefined {
  const account = context('account');
  const region = context('region');
  const needed = needs.includes('account') || needs.includes('region');
  if (!needed && account === undefined && region === undefined) return undefined;
  const isAccount = typeof account === 'string' && /^\d{12}$/.test(account);
  const isRegion = typeof region === 'string' && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region);
  if (isAccount && isRegion) return { account, region };
  const problems = [
    ...(isAccount
      ? []
      : [
          `Context "account" is ${JSON.stringify(account)}; stage ${name} needs --context account=<12 digits>`,
        ]),
    ...(isRegion
      ? []
      : [
          `Context "region" is ${JSON.stringify(region)}; stage ${name} needs --context region=<such as eu-central-1>`,
        ]),
  ];
  throw new Refusal(problems.join('\n'));
}

/**
 * Whom alarms and the budget mail.
 * @param context reads a context value: `alarmMail`
 * @returns null where nobody need be told
 * @throws Refusal when it is no plain address, or none where the stage needs one
 */
export function alarmMailOf(
  context: Context,
  { name, needs }: Pick<Stage, 'name' | 'needs'>,
): string | null {
  const mail = context('alarmMail');
  if (mail === undefined && !needs.includes('alarmMail')) return null;
  if (typeof mail === 'string' && ADDRESS.test(mail) && !RESERVED.test(domainOf(mail))) return mail;
  throw new Refusal(
    `Context "alarmMail" is ${JSON.stringify(mail)}; stage ${name} mails its alarms: --context alarmMail=<address that somebody reads>`,
  );
}

/** Folders with built pages. */
export interface Pages {
  readonly console: string;
  readonly playground: string;
}

/**
 * The pages to deploy; null: the template is made without their files, as it needs no build.
 * @param context reads a context value: `pages`, the folder that `console` and `playground` were built in
 * @throws Refusal when one of them is not built
 */
export function pagesOf(context: Context): Pages | null {
  const folder = context('pages');
  if (folder === undefined) return null;
  if (typeof folder !== 'string') {
    throw new Refusal(`Context "pages" is ${JSON.stringify(folder)}; it must be a folder`);
  }
  const pages = {
    console: resolve(ROOT, folder, 'console'),
    playground: resolve(ROOT, folder, 'playground'),
  };
  const missing = Object.values(pages).find((each) => !existsSync(join(each, 'index.html')));
  if (missing === undefined) return pages;
  throw new Refusal(
    `Context "pages" is ${JSON.stringify(folder)}, but ${missing} holds no built pages; use npm run deploy, which builds them`,
  );
}

/**
 * What stands before the console: a web ACL of AWS WAF for CloudFront, which is made in us-east-1 alone.
 * @param context reads a context value: `consoleWebAcl`
 * @returns its ARN; null for none
 * @throws Refusal when it is no such ARN
 */
export function consoleWebAclOf(context: Context): string | null {
  const arn = context('consoleWebAcl');
  if (arn === undefined) return null;
  if (
    typeof arn === 'string' &&
    /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/.test(arn)
  ) {
    return arn;
  }
  throw new Refusal(
    `Context "consoleWebAcl" is ${JSON.stringify(arn)}; CloudFront takes an ARN of a global web ACL: ` +
      '--context consoleWebAcl=arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>',
  );
}

/** A name of one's own for the console. */
export interface ConsoleDomain {
  readonly name: string;
  /** Of a certificate for it in us-east-1, where CloudFront looks for them. */
  readonly certificateArn: string;
}

/**
 * @param context reads a context value: `consoleDomain` and `consoleCertificate`
 * @returns null for a name of CloudFront's
 * @throws Refusal when only one is told, or none where they must be, or one cannot be
 */
export function consoleDomainOf(
  context: Context,
  { name: stage, needs }: Pick<Stage, 'name' | 'needs'>,
): ConsoleDomain | null {
  const name = context('consoleDomain');
  const certificateArn = context('consoleCertificate');
  if (name === undefined && certificateArn === undefined) {
    if (!needs.includes('consoleDomain')) return null;
    throw new Refusal(
      `Stage ${stage} needs --context consoleDomain=<such as people.your.domain>\n` +
        `Stage ${stage} needs --context consoleCertificate=<ARN of a certificate for it, in us-east-1>`,
    );
  }
  const isDomain = typeof name === 'string' && /^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/.test(name);
  if (!isDomain || RESERVED.test(name)) {
    throw new Refusal(
      `Context "consoleDomain" is ${JSON.stringify(name)}; use --context consoleDomain=<such as people.your.domain>`,
    );
  }
  if (
    typeof certificateArn !== 'string' ||
    !/^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificateArn)
  ) {
    throw new Refusal(
      `Context "consoleCertificate" is ${JSON.stringify(certificateArn)}; CloudFront takes an ARN of us-east-1: ` +
        '--context consoleCertificate=arn:aws:acm:us-east-1:<account>:certificate/<id>',
    );
  }
  return { name, certificateArn };
}

/**
 * Whatever it is, functions of the API are published as new versions where it is another than the time before: those
 * that are there know the directory as it was when they were made.
 * @param context reads a context value: `renew`
 * @returns null for nothing
 * @throws Refusal when it is no short word
 */
export function renewalOf(context: Context): string | null {
  const renewal = context('renew');
  if (renewal === undefined) return null;
  // Of the command line it is text.
  const text = typeof renewal === 'number' ? String(renewal) : renewal;
  if (typeof text === 'string' && /^[\w.:-]{1,64}$/.test(text)) return text;
  throw new Refusal(
    `Context "renew" is ${JSON.stringify(renewal)}; use --context renew=<a word, such as the date>`,
  );
}

/**
 * Whether this deployment brings everybody to new versions at once, past the canary of its stage: what mends an outage
 * would be taken back by the alarm of that outage.
 * @param context reads a context value: `canary`
 * @throws Refusal when it is neither `on` nor `off`
 */
export function allAtOnceOf(context: Context): boolean {
  const canary = context('canary') ?? 'on';
  if (canary === 'on' || canary === 'off') return canary === 'off';
  throw new Refusal(
    `Context "canary" is ${JSON.stringify(canary)}; use --context canary=<on, off>`,
  );
}
