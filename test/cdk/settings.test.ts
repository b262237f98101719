import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { ROOT } from '../../cdk/bundle.ts';
import {
  consoleDomainOf,
  consoleWebAclOf,
  environmentOf,
  pagesOf,
  senderOf,
} from '../../cdk/settings.ts';
import { stageOf } from '../../cdk/stages.ts';

const dev = stageOf('dev');
const prod = stageOf('prod');

const context = (values: Readonly<Record<string, unknown>>) => (name: string) => values[name];

describe('the context mailFrom', () => {
  it.each([
    ['directory@example.com', 'example.com'],
    ["o'brien+users@mail.example.co.uk", 'mail.example.co.uk'],
  ])('senderOf: takes %s, of the domain that SES has verified', (from, identity) =>
    expect(senderOf(context({ mailFrom: from }), dev)).toEqual({ from, identity }),
  );

  it.each([undefined, '', 'example.com', 'Directory <a@example.com>', 'a@b@c', 'ä@example.com', 7])(
    'senderOf: refuses %j and says how to give one',
    (mailFrom) => expect(() => senderOf(context({ mailFrom }), dev)).toThrow('--context mailFrom='),
  );

  it.each([
    'directory@example.com',
    'directory@example.org',
    'directory@example.net',
    'directory@EXAMPLE.com',
    'directory@mail.example.com',
    'directory@mail.test',
    'directory@mail.invalid',
    'directory@mail.example',
    'directory@my.localhost',
  ])('senderOf: refuses %s in a stage that mails by SES, which it names', (mailFrom) => {
    expect(() => senderOf(context({ mailFrom }), prod)).toThrow(/stage prod .*--context mailFrom=/);
    expect(senderOf(context({ mailFrom }), dev).from).toBe(mailFrom);
  });

  it.each(['a@contest.com', 'a@test.anycompany.com', 'a@myexample.com', 'a@example.com.au'])(
    'senderOf: takes %s, which somebody can have',
    (mailFrom) => expect(senderOf(context({ mailFrom }), prod).from).toBe(mailFrom),
  );
});

describe('the context mailIdentity', () => {
  const mailFrom = 'users@mail.anycompany.com';

  it.each([mailFrom, 'mail.anycompany.com', 'anycompany.com'])(
    'senderOf: takes %s',
    (mailIdentity) =>
      expect(senderOf(context({ mailFrom, mailIdentity }), prod).identity).toBe(mailIdentity),
  );

  it.each(['other.com', 'pany.com', 'com', 'other@mail.anycompany.com', '', 7])(
    'senderOf: refuses %j, for which SES would not send',
    (mailIdentity) =>
      expect(() => senderOf(context({ mailFrom, mailIdentity }), prod)).toThrow('"mailIdentity"'),
  );
});

describe('the contexts account and region', () => {
  const there = { account: '111122223333', region: 'eu-central-1' };

  it('environmentOf: leaves dev to the account of the shell unless one is told', () => {
    expect(environmentOf(context({}), dev)).toBeUndefined();
    expect(environmentOf(context(there), dev)).toEqual(there);
  });

  it('environmentOf: takes prod to the account that is told', () => {
    expect(environmentOf(context(there), prod)).toEqual(there);
  });

  it.each([
    [{}, /"account" is undefined; stage prod .*--context account=/],
    [{ region: 'eu-central-1' }, /--context account=/],
    [{ account: '111122223333' }, /"region" is undefined; stage prod .*--context region=/],
    [{ ...there, account: '1111-2222-3333' }, /--context account=/],
    [{ ...there, account: 111122223333 }, /--context account=/],
    [{ ...there, region: 'Frankfurt' }, /--context region=/],
  ])('environmentOf: refuses %j for prod', (values, message) => {
    expect(() => environmentOf(context(values), prod)).toThrow(message);
  });

  it('environmentOf: refuses half an answer for dev too', () => {
    expect(() => environmentOf(context({ region: 'eu-central-1' }), dev)).toThrow('account');
  });

  it.each(['us-gov-west-1', 'ap-southeast-2', 'cn-north-1', 'mx-central-1'])(
    'environmentOf: knows the form of %s',
    (region) => expect(environmentOf(context({ ...there, region }), prod)?.region).toBe(region),
  );
});

describe('the context pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const built = (name: string) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.html'), '');
  };

  it('pagesOf: is not needed for a template', () => expect(pagesOf(context({}))).toBeNull());

  it('pagesOf: refuses pages that are not built, each by its folder, and takes built ones', () => {
    const told = context({ pages: folder });
    expect(() => pagesOf(told)).toThrow(`${join(folder, 'console')} holds no built pages; use npm`);
    built('console');
    expect(() => pagesOf(told)).toThrow(`${join(folder, 'playground')} holds no built pages`);
    built('playground');
    expect(pagesOf(told)).toEqual({
      console: join(folder, 'console'),
      playground: join(folder, 'playground'),
    });
  });
});

describe('the contexts consoleDomain and consoleCertificate', () => {
  const consoleDomain = 'people.anycompany.com';
  const consoleCertificate =
    'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';

  it('consoleDomainOf: takes both or none', () => {
    expect(consoleDomainOf(context({}), dev)).toBeNull();
    expect(consoleDomainOf(context({ consoleDomain, consoleCertificate }), dev)).toEqual({
      name: consoleDomain,
      certificateArn: consoleCertificate,
    });
  });

  it.each([
    [{ consoleDomain }, '"consoleCertificate" is undefined'],
    [{ consoleDomain: 'people.example.com', consoleCertificate }, '"consoleDomain"'],
    [{ consoleCertificate }, '"consoleDomain" is undefined'],
    [{ consoleDomain: 'https://people.anycompany.com', consoleCertificate }, '"consoleDomain"'],
    [
      {
        consoleDomain,
        consoleCertificate: consoleCertificate.replace('us-east-1', 'eu-central-1'),
      },
      'CloudFront takes an ARN of us-east-1',
    ],
  ])('consoleDomainOf: refuses %j', (values, message) => {
    expect(() => consoleDomainOf(context(values), dev)).toThrow(message);
  });
});

describe('the context consoleWebAcl', () => {
  const consoleWebAcl =
    'arn:aws:wafv2:us-east-1:111122223333:global/webacl/console/12345678-1234-1234-1234-123456789012';

  it('consoleWebAclOf: takes the ARN of a global web ACL, or none', () => {
    expect(consoleWebAclOf(context({}))).toBeNull();
    expect(consoleWebAclOf(context({ consoleWebAcl }))).toBe(consoleWebAcl);
  });

  it.each([7, 'console', consoleWebAcl.replace('global', 'regional')])(
    'consoleWebAclOf: refuses %j and says how to give one',
    (arn) =>
      expect(() => consoleWebAclOf(context({ consoleWebAcl: arn }))).toThrow(
        '--context consoleWebAcl=arn:aws:wafv2:us-east-1:',
      ),
  );
});

it.each([
  [{ stage: 'staging' }, /^Context "stage" is "staging"; use .*\n$/],
  [
    { stage: 'prod' },
    /^Stage prod cannot be synthesized:\n- Context "account" .*\n- Context "region" .*\n- Context "mailFrom" is directory@example\.com: .*\n- Context "alarmMail" .*\n- Stage prod needs --context consoleDomain=.*\n- Stage prod needs --context consoleCertificate=.*\n$/,
  ],
  [{ region: 'eu-central-1' }, /^Context "account" is undefined; .*\n$/],
  [{ stge: 'prod', previw: 1 }, /^Nothing reads context "stge", "previw"; there is account, .*\n$/],
])('cdk/app.ts with %j: says why, and synthesizes nothing', (values, line) => {
  const outdir = mkdtempSync(join(tmpdir(), 'refused-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'cdk', 'app.ts')], {
    encoding: 'utf8',
    env: {
      ...keepingCompiled(),
      CDK_CONTEXT_JSON: JSON.stringify(values),
      CDK_OUTDIR: outdir,
    },
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(line),
  });
  expect(readdirSync(outdir)).not.toContain('manifest.json');
});
