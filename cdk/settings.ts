import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundle.ts';
import { Refusal } from './refusal.ts';
import type { Stage } from './stages.ts';

interface Settings {
  readonly context: Readonly<Record<string, unknown>>;
}

/** cdk.json. The CLI passes its context; read here, the assembly is the same without the CLI. */
export function readSettings(): Settings {
  return JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as Settings;
}

/** Who mails come from. */
export interface Sender {
  /** The address. */
  readonly from: string;
  /** What Amazon SES has verified: the address, its domain, or a domain above it. */
  readonly identity: string;
}

/** Names that nobody has: RFC 2606 and RFC 6761. */
const RESERVED = /(?:^|\.)(?:example\.(?:com|net|org)|test|example|invalid|localhost|local)$/i;

/**
 * @param context reads a context value: `mailFrom`, and `mailIdentity` for anything but its domain
 * @throws Refusal when they are no plain address and what can be verified for it, or not of a domain that
 *   one can have where people are to be reached
 */
export function senderOf(
  context: (name: string) => unknown,
  { name, ownSender }: Pick<Stage, 'name' | 'ownSender'>,
): Sender {
  const from = context('mailFrom');
  if (typeof from !== 'string' || !/^[!-?A-~]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(from)) {
    throw new Refusal(
      `Context "mailFrom" is ${JSON.stringify(from)}; use --context mailFrom=<address that SES has verified>`,
    );
  }
  const domain = from.slice(from.indexOf('@') + 1);
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

const isWithin = (domain: string, identity: string) =>
  identity.includes('.') && `.${domain}`.toLowerCase().endsWith(`.${identity.toLowerCase()}`);

/**
 * Where a stage is deployed to.
 * @param context reads a context value: `account` and `region`
 * @returns undefined in a stage that goes to the account and region of the shell
 * @throws Refusal when only one is told, or none where they must be, or one cannot be
 */
export function environmentOf(
  context: (name: string) => unknown,
  { name, named }: Pick<Stage, 'name' | 'named'>,
): { readonly account: string; readonly region: string } | undefined {
  const account = context('account');
  const region = context('region');
  if (!named && account === undefined && region === undefined) return undefined;
  if (typeof account !== 'string' || !/^\d{12}$/.test(account)) {
    throw new Refusal(
      `Context "account" is ${JSON.stringify(account)}; stage ${name} needs --context account=<12 digits>`,
    );
  }
  if (typeof region !== 'string' || !/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region)) {
    throw new Refusal(
      `Context "region" is ${JSON.stringify(region)}; stage ${name} needs --context region=<such as eu-central-1>`,
    );
  }
  return { account, region };
}
