import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { print } from 'graphql';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkAttributes, checkName, checkRequestToken } from '../../functions/lib/validation.ts';
import { createPublisher } from '../../functions/publish-changes/publisher.ts';
import { CreateUserDocument } from '../../generated/client-operations.ts';
import type { RateLimits } from '../../cdk/stage.ts';
import { stageOf } from '../../cdk/stages.ts';
import { ASSUMED } from '../../commands/cost/assumptions.ts';
import { templateOf, type StageTemplate } from '../support/template.ts';
import { WebAcl, type WebRequest } from '../support/web-acl.ts';

const LIMITS: RateLimits = { perToken: 20, perAddress: 100, signInsPerAddress: 50 };
const OFFICE = '203.0.113.7';

let rules: Rules;
let acl: WebAcl;

type Rules = Readonly<Record<string, unknown>>[];

const made = new Map<string, StageTemplate>();

/** Of prod with other limits, made once for each. */
function templateWith(firewall: RateLimits): StageTemplate {
  const name = JSON.stringify(firewall);
  const template = made.get(name) ?? templateOf({ ...stageOf('prod'), firewall });
  made.set(name, template);
  return template;
}

const rulesOf = (limits: RateLimits, of = 'FirewallAcl'): Rules => {
  const template = templateWith(limits);
  return template
    .find('AWS::WAFv2::WebACL')
    .filter(([id]) => id.startsWith(of))
    .flatMap(([, { Properties }]) => Properties['Rules'] as Rules);
};

beforeAll(() => {
  rules = rulesOf(LIMITS);
});

const fresh = () => (acl = new WebAcl(rules));

const ask = (authorization: string | undefined, address = OFFICE): WebRequest => ({
  address,
  headers: authorization === undefined ? {} : { authorization },
});

/** How many of so many requests pass. */
const passed = (count: number, request: (index: number) => WebRequest) =>
  Array.from({ length: count }, (_, index) => acl.blocks(request(index))).filter(
    (blocker) => blocker === null,
  ).length;

/** The longest that a person may be called, and that may be noted of one; a sign more is refused. */
const LONGEST = {
  email: `${'é'.repeat(64)}@${'a'.repeat(60)}.example.org`,
  firstName: '\u{20000}'.repeat(100),
  lastName: '\u{20000}'.repeat(100),
  phone: '+442079460018',
  role: 'MEMBER',
  attributes: { a: 'é'.repeat((4096 - '{"a":""}'.length) / 2) },
  clientRequestToken: 'é'.repeat(64),
} as const;

/** JSON as clients write it that leave nothing beyond ASCII: Python's do, unless told otherwise. */
const inAscii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const ofLength = (body: string): WebRequest => ({
  address: OFFICE,
  headers: { authorization: 'token', 'content-length': String(Buffer.byteLength(body)) },
});

/** What publish-changes really sends, header by header. */
async function publisherRequest(user: object = {}): Promise<WebRequest> {
  let sent: Readonly<Record<string, string>> = {};
  const handle = vi.spyOn(NodeHttpHandler.prototype, 'handle').mockImplementation((request) => {
    sent = request.headers;
    const body = Readable.from([Buffer.from('{"data":{"publishUserChange":null}}')]);
    return Promise.resolve({ response: new HttpResponse({ statusCode: 200, headers: {}, body }) });
  });
  const publish = createPublisher({
    graphqlUrl: 'https://abc.appsync-api.eu-central-1.amazonaws.com/graphql',
    region: 'eu-central-1',
    credentials: {
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      sessionToken: 'a-session-token',
    },
    clock: { now: Date.now, wait: () => Promise.resolve() },
  });
  await publish({ user } as never);
  handle.mockRestore();
  return { address: '198.51.100.1', headers: sent };
}

describe('the firewall', () => {
  it('counts the people of one address each on their own', () => {
    fresh();
    const people = LIMITS.perAddress / LIMITS.perToken;
    const tokens = Array.from({ length: people }, (_, index) => `token of ${index}`);
    expect(passed(LIMITS.perAddress, (index) => ask(tokens[index % people]))).toBe(
      LIMITS.perAddress,
    );
  });

  it('lets an office of 200 behind one address work, with what docs/operations.md says', () => {
    acl = new WebAcl(rulesOf(stageOf('prod').firewall as RateLimits));
    const office = (index: number) => ask(`token of ${index % 200}`, '203.0.113.9');
    expect(passed(200 * 100, office)).toBe(200 * 100);
    expect(acl.blocks(office(0))).toBe('rate-of-address');
  });

  it('blocks the one who asks too often, and nobody beside', () => {
    fresh();
    expect(passed(LIMITS.perToken + 10, () => ask('busy'))).toBe(LIMITS.perToken);
    expect(acl.blocks(ask('busy'))).toBe('rate-of-token');
    expect(acl.blocks(ask('calm'))).toBeNull();
    expect(acl.blocks(ask('busy', '203.0.113.8'))).toBeNull();
  });

  it.each([
    ['a new made-up token each time', (index: number) => ask(`made up ${index}`)],
    ['no token', () => ask(undefined)],
  ])('blocks an address that comes with %s', (_what, request) => {
    fresh();
    expect(passed(LIMITS.perAddress + 10, request)).toBe(LIMITS.perAddress);
    expect(acl.blocks(ask('anybody'))).toBe('rate-of-address');
  });

  it('lets publish-changes tell of every change of an import', async () => {
    const request = await publisherRequest();
    expect(request.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 /);
    fresh();
    expect(passed(LIMITS.perAddress * 3, () => request)).toBe(LIMITS.perAddress * 3);
    // Nor do its calls count for others at the address.
    expect(passed(LIMITS.perToken, () => ask('person', request.address))).toBe(LIMITS.perToken);
  });

  it('still counts who wears a part of what publish-changes wears', async () => {
    const { headers } = await publisherRequest();
    const signed = String(headers['authorization']);
    const imitations: WebRequest['headers'][] = [
      // Beside a token, in either order, under whichever spelling.
      { authorization: [signed, 'token'] },
      { authorization: ['token', signed] },
      { authorization: [signed, signed] },
      { Authorization: signed, authorization: 'token' },
      // Its other headers beside a token.
      { ...headers, authorization: 'token' },
      { authorization: 'token', 'x-amz-authorization': signed },
      // Its header with a token in it, or around it.
      { authorization: `token ${signed}` },
      { authorization: `Bearer ${signed}` },
      { authorization: `${signed}, token` },
      { authorization: `${signed}\ntoken` },
      { authorization: 'AWS4-HMAC-SHA256 token' },
      { authorization: signed.replace('AWS4-HMAC-SHA256', 'aws4-hmac-sha256') },
      // Signed for something else, which AppSync does not take either.
      { authorization: signed.replace('/appsync/', '/execute-api/') },
      { authorization: signed.replace(/Signature=.*/, 'Signature=0') },
    ];
    for (const imitation of imitations) {
      fresh();
      const count = passed(LIMITS.perToken + 10, () => ({ address: OFFICE, headers: imitation }));
      expect([imitation, count]).toEqual([imitation, LIMITS.perToken]);
    }
  });

  it.each(['Authorization', 'AUTHORIZATION'])('counts a token under the name %s too', (name) => {
    fresh();
    const request = () => ({ address: OFFICE, headers: { [name]: 'busy' } });
    expect(passed(LIMITS.perToken, request)).toBe(LIMITS.perToken);
    expect(acl.blocks(ask('busy'))).toBe('rate-of-token');
  });

  it('lets publish-changes pass whatever the case of its header', async () => {
    const { address, headers } = await publisherRequest();
    fresh();
    const request = () => ({ address, headers: { Authorization: headers['authorization'] ?? '' } });
    expect(passed(LIMITS.perAddress * 2, request)).toBe(LIMITS.perAddress * 2);
  });

  // WAF is asked about the message that starts a subscription; which headers it is told of is not documented.
  // https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html
  it.each([
    ['the token of its authorization', { authorization: 'token' }, LIMITS.perToken],
    ['no header', {}, LIMITS.perAddress],
    [
      'those of the handshake',
      { host: 'abc.appsync-realtime-api.eu-central-1.amazonaws.com', upgrade: 'websocket' },
      LIMITS.perAddress,
    ],
  ])('counts the start of a subscription that shows %s', (_what, headers, limit) => {
    fresh();
    expect(passed(limit + 10, () => ({ address: OFFICE, headers }))).toBe(limit);
  });

  it('counts addresses of IPv6 each on its own', () => {
    fresh();
    expect(passed(LIMITS.perToken + 1, () => ask('busy', '2001:db8::7'))).toBe(LIMITS.perToken);
    expect(passed(LIMITS.perToken + 1, () => ask('busy', '2001:db8::8'))).toBe(LIMITS.perToken);
  });

  it('takes its limits from the stage, over 5 minutes, without samples of requests', () => {
    const prod = rulesOf(stageOf('prod').firewall as RateLimits);
    const rates = prod.map((rule) => rule['Statement'] as { RateBasedStatement?: unknown });
    expect(rates.map((one) => one.RateBasedStatement)).toMatchObject([
      { Limit: 2_000, AggregateKeyType: 'CUSTOM_KEYS', EvaluationWindowSec: 300 },
      { Limit: 20_000, AggregateKeyType: 'IP', EvaluationWindowSec: 300 },
      undefined,
      undefined,
      undefined,
    ] as never);
    for (const rule of prod) {
      expect(rule).toMatchObject({ VisibilityConfig: { SampledRequestsEnabled: false } });
    }
  });

  it.each([
    ['what an ordinary request says', '5120', null],
    ['99,999 bytes', '99999', null],
    ['100,000 bytes', '100000', 'body-size'],
    ['a megabyte, with zeros before it', '0001048576', 'body-size'],
  ])('takes a body of %s', (_what, length, blocker) => {
    fresh();
    const headers = { authorization: 'token', 'content-length': length };
    expect(acl.blocks({ address: OFFICE, headers })).toBe(blocker);
  });

  it('takes the longest that one operation can need, however it is written', async () => {
    const { firstName, attributes, clientRequestToken } = LONGEST;
    expect(checkName('firstName', firstName)).toHaveProperty('value');
    expect(checkName('firstName', `${firstName}a`)).toHaveProperty('rule', 'maxLength');
    expect(checkAttributes('attributes', attributes)).toHaveProperty('value');
    const longer = { a: `${attributes.a}a` };
    expect(checkAttributes('attributes', longer)).toHaveProperty('rule', 'maxSize');
    expect(checkRequestToken('token', clientRequestToken)).toHaveProperty('value');
    const input = { ...LONGEST, attributes: inAscii(attributes) };
    const body = inAscii({ query: print(CreateUserDocument), variables: { input } });
    expect(body.length).toBeGreaterThan(16_000);
    fresh();
    expect(acl.blocks(ofLength(body))).toBeNull();
    const change = await publisherRequest({ ...LONGEST, attributes: JSON.stringify(attributes) });
    expect(Number(change.headers['content-length'])).toBeGreaterThan(4096);
    expect(acl.blocks(change)).toBeNull();
  });

  it.each(['FirewallAcl', 'FirewallPoolAcl'])(
    '%s has the rules of AWS, those of bodies only counting',
    (of) => {
      const groups = rulesOf(LIMITS, of).flatMap((rule) => {
        const { ManagedRuleGroupStatement: group } = rule['Statement'] as {
          ManagedRuleGroupStatement?: {
            Name: string;
            RuleActionOverrides?: { Name: string; ActionToUse: object }[];
          };
        };
        return group ? [group] : [];
      });
      expect(groups.map(({ Name }) => Name)).toEqual([
        'AWSManagedRulesKnownBadInputsRuleSet',
        'AWSManagedRulesCommonRuleSet',
      ]);
      const counted = groups.flatMap(({ RuleActionOverrides = [] }) => RuleActionOverrides);
      // A name such as <Ann>, an attribute with http://10.0.0.1, and attributes of 4 KB are nothing bad.
      expect(counted.map(({ Name }) => Name)).toEqual([
        'CrossSiteScripting_BODY',
        'EC2MetaDataSSRF_BODY',
        'GenericLFI_BODY',
        'GenericRFI_BODY',
        'SizeRestrictions_BODY',
      ]);
      for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
    },
  );
});

describe('the firewall of the user pool', () => {
  it('stands before it, and blocks an address that asks too often', () => {
    acl = new WebAcl(rulesOf(LIMITS, 'FirewallPoolAcl'));
    expect(passed(LIMITS.signInsPerAddress + 5, () => ask(undefined))).toBe(
      LIMITS.signInsPerAddress,
    );
    expect(acl.blocks(ask(undefined))).toBe('sign-ins-of-address');
    expect(acl.blocks(ask(undefined, '203.0.113.8'))).toBeNull();
    const prod = templateOf('prod');
    const [[poolId] = ['']] = prod.find('AWS::Cognito::UserPool');
    const guarded = prod
      .find('AWS::WAFv2::WebACLAssociation')
      .map(([, { Properties }]) => Properties['ResourceArn']);
    expect(guarded).toContainEqual({ 'Fn::GetAtt': [poolId, 'Arn'] });
  });

  it('costs, with that of the API, what npm run cost says', () => {
    const acls = templateOf('prod').find('AWS::WAFv2::WebACL');
    expect(acls).toHaveLength(ASSUMED.firewallAcls);
    const all = acls.flatMap(([, { Properties }]) => Properties['Rules'] as Rules);
    expect(all).toHaveLength(ASSUMED.firewallRules);
  });

  it('lets an office of 200 behind one address sign in at once, and go on', () => {
    acl = new WebAcl(rulesOf(stageOf('prod').firewall as RateLimits, 'FirewallPoolAcl'));
    // SRP is two requests, a new password a third; who works renews tokens each 15 minutes, in one.
    expect(passed(200 * 3 + 200, () => ask(undefined))).toBe(800);
  });
});
