import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { RateLimits } from './stage.ts';

interface FirewallProps {
  readonly api: GraphqlApi;
  readonly limits: RateLimits;
}

const WINDOW_SECONDS = 300; // 5 minutes

/** Lower case, as WAF compares names of headers. */
const AUTHORIZATION = 'authorization';

/**
 * A call signed for AppSync, as publish-changes makes one for each change. AppSync takes a request with
 * such a header by IAM and by nothing else, and IAM lets that function's role alone in: who imitates it is
 * refused there, and has no place for a token.
 */
const SIGNED =
  '^AWS4-HMAC-SHA256 Credential=[A-Z0-9]{16,128}/[0-9]{8}/[a-z0-9-]{1,32}/appsync/aws4_request, ' +
  'SignedHeaders=[a-z0-9;-]{1,200}, Signature=[0-9a-f]{64}$';

/**
 * Refuses who asks too often, and requests with known bad content, before AppSync sees them. Two limits:
 * many people share an address, and without the second one a new made-up token for each request would
 * not be counted together. A request without a token is under the second alone: WAF leaves requests
 * that lack a key out of a rule.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { api, limits }: FirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('firewall'),
      rules: [
        {
          ...rate('rate-of-token', limits.perToken, {
            aggregateKeyType: 'CUSTOM_KEYS',
            customKeys: [
              { ip: {} },
              { header: { name: AUTHORIZATION, textTransformations: UNCHANGED } },
            ],
          }),
          priority: 0,
        },
        { ...rate('rate-of-address', limits.perAddress, { aggregateKeyType: 'IP' }), priority: 1 },
        { ...KNOWN_BAD_INPUTS, priority: 2 },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: api.arn,
      webAclArn: acl.attrArn,
    });
  }
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

const UNCHANGED = [{ priority: 0, type: 'NONE' }];

function rate(
  name: string,
  limit: number,
  keys: Pick<CfnWebACL.RateBasedStatementProperty, 'aggregateKeyType' | 'customKeys'>,
): Rule {
  const regexMatchStatement: CfnWebACL.RegexMatchStatementProperty = {
    fieldToMatch: { singleHeader: { Name: AUTHORIZATION } },
    regexString: SIGNED,
    textTransformations: UNCHANGED,
  };
  const scopeDownStatement = { notStatement: { statement: { regexMatchStatement } } };
  return {
    name,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: WINDOW_SECONDS,
        ...keys,
        scopeDownStatement,
      },
    },
    visibilityConfig: visibility(name),
  };
}

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would keep e-mail addresses of requests.
  sampledRequestsEnabled: false,
});

const KNOWN_BAD_INPUTS: Rule = {
  name: 'known-bad-inputs',
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: 'AWSManagedRulesKnownBadInputsRuleSet',
    },
  },
  visibilityConfig: visibility('known-bad-inputs'),
};
