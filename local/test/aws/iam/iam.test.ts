import { describe, expect, test } from 'vitest';
import { iamWith, ROLE_ARN, statement, type Given } from './roles.ts';

/*
 * Expected values: "Policy evaluation logic for requests within a single account" of the IAM guide, and
 * "Resource-based policies" of the Lambda guide.
 */
describe('policies of resources', () => {
  const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/T';
  const session = 'arn:aws:sts::000000000000:assumed-role/Caller/session';

  test.each([
    ['the role', ROLE_ARN, true, true],
    ['the session', session, true, true],
    ['everybody', '*', true, true],
    ['the account, which only lets its roles be allowed', '000000000000', false, true],
    ['the root of the account', 'arn:aws:iam::000000000000:root', false, true],
    ['another role', `${ROLE_ARN}2`, false, false],
  ])('for %s', (_name, principal, isAllowed, isDenied) => {
    const refused = (effect: 'Allow' | 'Deny', own: readonly Given[]): boolean => {
      const grant = { principals: [principal], statement: statement({ effect, on: TABLE }) };
      const { permissions } = iamWith(own, { resourceGrants: [grant] }).session(
        ROLE_ARN,
        'session',
      );
      return permissions?.refusal('dynamodb:GetItem', TABLE) !== null;
    };
    expect(refused('Allow', [])).toBe(!isAllowed);
    expect(refused('Deny', [{}])).toBe(isDenied);
  });
});

describe('principals', () => {
  test('a role that is not in the assembly, or of another account: no permissions are known', () => {
    const iam = iamWith([]);
    expect(iam.session('arn:aws:iam::000000000000:role/Other', 's').permissions).toBeUndefined();
    expect(iam.session('arn:aws:iam::111111111111:role/Caller', 's')).toEqual({
      arn: 'arn:aws:sts::111111111111:assumed-role/Caller/s',
      userId: 'AROALOCALCALLER:s',
      accountId: '111111111111',
    });
  });

  test('a role with a managed policy that nobody knows: is held to nothing', () => {
    const iam = iamWith([], { unknownPolicyArns: ['arn:aws:iam::aws:policy/Unheard'] });
    expect(iam.session(ROLE_ARN, 's').permissions).toBeUndefined();
  });

  test('a role with a path: sessions are named without it', () => {
    const { arn } = iamWith([]).session('arn:aws:iam::000000000000:role/team/Caller', 's');
    expect(arn).toBe('arn:aws:sts::000000000000:assumed-role/Caller/s');
  });
});

describe("functions' resource policies", () => {
  const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:fn';
  const POOL = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a';
  const cognito = { principal: 'cognito-idp.amazonaws.com', sourceArn: POOL };
  const grant = {
    stackName: 'T',
    logicalId: 'P',
    functionArn: FUNCTION,
    action: 'lambda:InvokeFunction',
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: null,
    sourceAccount: null,
  };

  test.each([
    ['no permission', null, false],
    ['for the service', {}, true],
    ['for this pool', { sourceArn: POOL }, true],
    ['for every pool', { sourceArn: POOL.replace('us-east-1_a', '*') }, true],
    ['for another pool', { sourceArn: `${POOL}b` }, false],
    ['for this account', { sourceAccount: '000000000000' }, true],
    ['for another account', { sourceAccount: '111111111111' }, false],
    ['for another service', { principal: 'appsync.amazonaws.com' }, false],
    ['for another action', { action: 'lambda:GetFunction' }, false],
    ['for every action', { action: 'lambda:*' }, true],
    ['for another function', { functionArn: `${FUNCTION}2` }, false],
  ])('a service: %s', (_name, differing, expected) => {
    const functionPermissions = differing === null ? [] : [{ ...grant, ...differing }];
    const iam = iamWith([], { functions: [FUNCTION], functionPermissions });
    expect(iam.mayInvoke(FUNCTION, cognito)).toBe(expected);
  });

  test('a function that is not in the assembly: may be invoked', () => {
    expect(iamWith([]).mayInvoke(FUNCTION, cognito)).toBe(true);
  });

  test('a role: may invoke by the function’s policy alone', () => {
    const functionPermissions = [{ ...grant, principal: ROLE_ARN }];
    const { permissions } = iamWith([], { functionPermissions }).session(ROLE_ARN, 's');
    expect(permissions?.refusal('lambda:InvokeFunction', FUNCTION)).toBeNull();
    expect(permissions?.refusal('lambda:InvokeFunction', `${FUNCTION}2`)).not.toBeNull();
  });
});
