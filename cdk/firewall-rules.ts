import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** A rule before it has its place. */
export type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

/** The first that blocks a request has blocked it. */
export const inOrder = (rules: readonly Rule[]): CfnWebACL.RuleProperty[] =>
  rules.map((rule, priority) => ({ ...rule, priority }));

const WINDOW_SECONDS = 300; // 5 minutes

/** Lower case, as WAF compares names of headers. */
export const AUTHORIZATION = 'authorization';

/** What a key is compared as. */
export const UNCHANGED = [{ priority: 0, type: 'NONE' }];

/**
 * A call signed for AppSync, as publish-changes makes one for each change. AppSync takes a request with
 * such a header by IAM and by nothing else, and IAM lets that function's role alone in: who imitates it is
 * refused there, and has no place for a token.
 */
const SIGNED =
  '^AWS4-HMAC-SHA256 Credential=[A-Z0-9]{16,128}/[0-9]{8}/[a-z0-9-]{1,32}/appsync/aws4_request, ' +
  'SignedHeaders=[a-z0-9;-]{1,200}, Signature=[0-9a-f]{64}$';

/** All but such calls. */
export const UNSIGNED: CfnWebACL.StatementProperty = {
  notStatement: { statement: matches(AUTHORIZATION, SIGNED) },
};

type Keys = Pick<CfnWebACL.RateBasedStatementProperty, 'aggregateKeyType' | 'customKeys'>;

/** Blocks above so many requests of whoever has one key within 5 minutes. `of`: those that count. @default all */
export function rate(
  name: string,
  limit: number,
  keys: Keys,
  of?: CfnWebACL.StatementProperty,
): Rule {
  return {
    name,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: WINDOW_SECONDS,
        ...keys,
        ...(of ? { scopeDownStatement: of } : {}),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/** How a rule is counted. */
export const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would keep e-mail addresses of requests.
  sampledRequestsEnabled: false,
});

/**
 * Blocks bodies of 100,000 bytes and more, by what the request says of itself: of a body WAF sees 8 KB before AppSync,
 * and one operation may need 20,000, where a client escapes whatever is not ASCII.
 * https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html
 */
export const BODY_SIZE: Rule = {
  name: 'body-size',
  action: { block: {} },
  statement: matches('content-length', '^0*[1-9][0-9]{5,}$'),
  visibilityConfig: visibility('body-size'),
};

/** Blocks what known attacks have in common, wherever in a request. */
export const KNOWN_BAD_INPUTS = managed('known-bad-inputs', 'AWSManagedRulesKnownBadInputsRuleSet');

/**
 * Rules that look into bodies: these carry what people are called and what is noted of them, which is neither shown as
 * a page nor fetched, so a name in pointed brackets or an address of a machine is nothing bad. They only count.
 */
const OF_BODIES = [
  'CrossSiteScripting_BODY',
  'EC2MetaDataSSRF_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'SizeRestrictions_BODY',
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html */
export const COMMON = managed('common', 'AWSManagedRulesCommonRuleSet', OF_BODIES);

function managed(name: string, group: string, counted: readonly string[] = []): Rule {
  const ruleActionOverrides = counted.map((each) => ({ name: each, actionToUse: { count: {} } }));
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group,
        ...(counted.length > 0 ? { ruleActionOverrides } : {}),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function matches(header: string, regexString: string): CfnWebACL.StatementProperty {
  return {
    regexMatchStatement: {
      fieldToMatch: { singleHeader: { Name: header } },
      regexString,
      textTransformations: UNCHANGED,
    },
  };
}
