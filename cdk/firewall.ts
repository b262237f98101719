import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import {
  AUTHORIZATION,
  BODY_SIZE,
  COMMON,
  inOrder,
  KNOWN_BAD_INPUTS,
  rate,
  UNCHANGED,
  UNSIGNED,
  visibility,
  type Rule,
} from './firewall-rules.ts';
import type { RateLimits, Stage } from './stage.ts';

interface FirewallProps {
  readonly api: GraphqlApi;
  readonly userPool: IUserPool;
  readonly limits: RateLimits;
  readonly stage: Pick<Stage, 'name'>;
}

/**
 * Refuses who asks too often, and requests with known bad content, before AppSync and Cognito see them. Two limits
 * for the API: many people share an address, and without the second one a new made-up token for each request would
 * not be counted together. A request without a token is under the second alone: WAF leaves requests
 * that lack a key out of a rule. People have no token yet when they come to the user pool.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html
 */
export class Firewall extends Construct {
  private readonly stage: string;

  constructor(scope: Construct, id: string, { api, userPool, limits, stage }: FirewallProps) {
    super(scope, id);
    this.stage = stage.name;
    const known = [KNOWN_BAD_INPUTS, BODY_SIZE, COMMON];
    const ofToken = {
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [{ ip: {} }, { header: { name: AUTHORIZATION, textTransformations: UNCHANGED } }],
    };
    this.guard('', api.arn, [
      rate('rate-of-token', limits.perToken, ofToken, UNSIGNED),
      rate('rate-of-address', limits.perAddress, { aggregateKeyType: 'IP' }, UNSIGNED),
      ...known,
    ]);
    this.guard('Pool', userPool.userPoolArn, [
      rate('sign-ins-of-address', limits.signInsPerAddress, { aggregateKeyType: 'IP' }),
      ...known,
    ]);
  }

  private guard(name: string, resourceArn: string, rules: readonly Rule[]): void {
    const acl = new CfnWebACL(this, `${name}Acl`, {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // The name is what metrics are told apart by, and an account may have several stages.
      visibilityConfig: visibility(`${this.stage}-firewall${name}`),
      rules: inOrder(rules),
    });
    new CfnWebACLAssociation(this, `${name}Association`, { resourceArn, webAclArn: acl.attrArn });
  }
}
