import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../cdk/check-stage.ts';
import { deploymentOf } from '../../cdk/deployment.ts';
import type { Stage } from '../../cdk/stage.ts';
import { allAtOnceOf } from '../../cdk/settings.ts';
import { previewOf, requireWhole, stageOf, STAGE_NAMES } from '../../cdk/stages.ts';
import { NAMED } from '../support/synthesize.ts';

const dev = stageOf('dev');
const prod = stageOf('prod');

const context = (values: Readonly<Record<string, unknown>>) => (name: string) => values[name];

/** A row as Node runs it when nobody has asked the types. */
const untyped = (row: Readonly<Record<string, unknown>>) => row as unknown as Stage;

describe('stageOf', () => {
  it.each(STAGE_NAMES)('finds %s by its name, whole', (name) => {
    expect(stageOf(name).name).toBe(name);
    expect(problemsOf(stageOf(name))).toEqual([]);
  });

  it.each(['staging', 'toString', '', null, 1])('refuses %j and names the stages', (name) => {
    expect(() => stageOf(name)).toThrow(/--context stage=<dev, test, prod>/);
  });
});

describe('previewOf', () => {
  it('is dev under the name of a pull request, and the stage itself without one', () => {
    expect(previewOf(dev, '12')).toEqual({ ...dev, name: 'pr-12' });
    expect(previewOf(dev, 12).name).toBe('pr-12');
    expect(previewOf(prod, undefined)).toBe(prod);
  });

  it.each(['', '0', '-1', '12; rm', '1e3', null])('refuses %j as the number of one', (number) => {
    expect(() => previewOf(dev, number)).toThrow('--context preview=<number of the pull request>');
  });

  it('refuses a stage in which somebody is', () => {
    expect(() => previewOf(prod, '12')).toThrow('stage prod has none');
  });
});

describe('allAtOnceOf', () => {
  it.each([
    [undefined, false],
    ['on', false],
    ['off', true],
  ])('takes canary=%j for %j', (canary, allAtOnce) => {
    expect(allAtOnceOf(context({ canary }))).toBe(allAtOnce);
  });

  it('refuses another word', () => {
    expect(() => allAtOnceOf(context({ canary: 'no' }))).toThrow('--context canary=<on, off>');
  });
});

describe('a row of cdk/stages.ts', () => {
  it('is refused while it is half filled, with the list of what is missing', () => {
    const { logRetention, tokens, firewall, ...rest } = prod;
    const { access, ...others } = tokens;
    expect(() => requireWhole(untyped({ ...rest, tokens: others }))).toThrow(
      `Stage prod of cdk/stages.ts:
- logRetention is missing; it must be one of 1, 3, 5, 7, `,
    );
    const problems = problemsOf(untyped({ ...rest, tokens: others }));
    expect(problems.map((line) => line.replace(/; it must .*/u, ''))).toEqual([
      'logRetention is missing',
      'tokens.access is missing',
      'firewall is missing',
    ]);
  });

  it('names each setting by itself when there are none', () => {
    const named = problemsOf(untyped({})).map((line) => line.split(' ')[0]);
    expect(named.toSorted()).toEqual(Object.keys(dev).toSorted());
  });

  it.each([
    [{ pointInTimeRecovery: 36 }, 'pointInTimeRecovery is 36; it must be a whole number from 1 to'],
    [{ tokens: { ...dev.tokens, access: Duration.minutes(4) } }, 'tokens.access is'],
    [
      { tokens: { ...dev.tokens, consoleRotation: Duration.minutes(2) } },
      'tokens.consoleRotation is',
    ],
    [{ tokens: { ...dev.tokens, acess: Duration.minutes(5) } }, 'tokens.acess is no setting'],
    [{ signIn: { ...dev.signIn, adminsNeedSecondFactor: true } }, 'signIn.mfa is "OFF"'],
    [{ signIn: { ...dev.signIn, mfa: 'REQUIRED' } }, 'signIn.factors is empty; with mfa REQUIRED'],
    [{ signIn: { ...dev.signIn, threatProtection: 'FULL' } }, 'signIn.threatProtection is "FULL"'],
    [{ signIn: { ...dev.signIn, factors: ['fax'] } }, 'signIn.factors[0] is "fax"'],
    [
      { firewall: { perToken: 5, perAddress: 100, signInsPerAddress: 10 } },
      'firewall.perToken is 5; it must be',
    ],
    [{ own: { acount: '111122223333' } }, 'own.acount is none of account, region'],
    [
      { objectives: { answered: 90, quick: 99, quickMs: 500 } },
      'objectives.answered is 90; it must be a number from 94 up, below 100',
    ],
    [
      {
        invitations: { ...dev.invitations, by: 'code' },
        signIn: { ...dev.signIn, emailCodes: true },
      },
      'invitations.link is null; whoever is invited by code must know where to sign in',
    ],
    [
      { invitations: { ...dev.invitations, by: 'code', link: 'http://people.example/' } },
      'invitations.link is "http://people.example/"; it must be null, or the https: URL',
    ],
    [
      { invitations: { ...dev.invitations, by: 'code', link: 'https://people.example/' } },
      'invitations.by is "code"; signIn.emailCodes is false, so nobody could sign in by one',
    ],
    [
      { signIn: { ...dev.signIn, emailCodes: true, mfa: 'REQUIRED', factors: ['totp'] } },
      'signIn.emailCodes is true; Cognito lets nobody begin with a code where signIn.mfa is REQUIRED',
    ],
    [{ signIn: { ...dev.signIn, passkeys: true } }, 'signIn.passkeys is true; it must be one of'],
    [
      { signIn: { ...dev.signIn, passkeys: 'CONSOLE_DOMAIN' } },
      'needs lacks consoleDomain; signIn.passkeys binds passkeys to it',
    ],
    [{ invitations: { ...dev.invitations, language: 'fr' } }, 'invitations.language is "fr"; it'],
    [
      {
        invitations: { ...dev.invitations, reminder: { daysBefore: 7, hour: 9, timeZone: 'UTC' } },
      },
      'invitations.reminder.daysBefore is 7; it must be a whole number from 1 to 6',
    ],
    [
      {
        invitations: {
          ...dev.invitations,
          reminder: { daysBefore: 2, hour: 9, timeZone: 'CEST!' },
        },
      },
      'invitations.reminder.timeZone is "CEST!"; it must be an IANA name',
    ],
    [
      {
        invitations: {
          ...dev.invitations,
          mails: { invitation: { subject: 'Hi', text: '{username}' } },
        },
      },
      'invitations.mails.invitation.text is "{username}"; it must be a text with {username} and {####}',
    ],
    [{ alarms: true }, 'needs lacks alarmMail'],
    [{ canary: 'SLOWLY' }, 'canary is "SLOWLY"; it must be one of CANARY_10PERCENT_5MINUTES, '],
    [{ canary: 'CANARY_10PERCENT_5MINUTES' }, 'alarms is false; canary takes a version back'],
    [{ budget: 10 }, 'needs lacks alarmMail'],
  ])('is refused with %j', (change, problem) => {
    expect(problemsOf(untyped({ ...dev, ...change }))).toEqual([expect.stringContaining(problem)]);
  });
});

describe('deploymentOf', () => {
  it('lists all that prod is not told, at once', () => {
    const told = context({ mailFrom: 'directory@example.com', consoleDomain: 'people.any.com' });
    let message = '';
    try {
      deploymentOf(told, prod);
    } catch (error) {
      message = (error as Error).message;
    }
    const [first, ...problems] = message.split('\n');
    expect(first).toBe('Stage prod cannot be synthesized:');
    expect(problems).toEqual([
      expect.stringMatching(/^- Context "account" is undefined/),
      expect.stringMatching(/^- Context "region" is undefined/),
      expect.stringMatching(/^- Context "mailFrom" is directory@example.com: nobody has/),
      expect.stringMatching(
        /^- Context "alarmMail" is undefined; stage prod .*--context alarmMail=/,
      ),
      expect.stringMatching(/^- Context "consoleCertificate" is undefined/),
    ]);
  });

  it('takes what the row says of its own, before the context', () => {
    const own = { ...NAMED, region: 'eu-west-1' };
    const there = deploymentOf(context(NAMED), { ...prod, own });
    expect(there).toMatchObject({
      env: { account: NAMED.account, region: 'eu-west-1' },
      sender: { from: NAMED.mailFrom },
      alarmMail: NAMED.alarmMail,
      consoleDomain: { name: NAMED.consoleDomain, certificateArn: NAMED.consoleCertificate },
      pages: null,
    });
    expect(deploymentOf(context({}), { ...prod, own })).toEqual(there);
  });

  it('asks for whatever a stage needs', () => {
    const { consoleDomain, consoleCertificate, ...told } = NAMED;
    const missing = 'Stage prod needs --context consoleDomain=';
    expect(() => deploymentOf(context(told), prod)).toThrow(missing);
    // As a workflow has it whose variables are not filled in.
    const empty = { ...told, consoleDomain: '', consoleCertificate: '' };
    expect(() => deploymentOf(context(empty), prod)).toThrow(missing);
    expect(deploymentOf(context(empty), { ...prod, needs: [] }).consoleDomain).toBeNull();
  });

  it.each(['on-call', 'On Call <on-call@anycompany.com>', 7])(
    'refuses %j as the address of alarms',
    (alarmMail) => {
      expect(() => deploymentOf(context({ ...NAMED, alarmMail }), prod)).toThrow('"alarmMail" is');
    },
  );
});
