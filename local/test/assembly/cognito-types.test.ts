import * as cognito from 'aws-cdk-lib/aws-cognito';
import { expect, test } from 'vitest';
import { ignoredBecause } from '../../assembly/checks/ignored-types.ts';
import { consequenceOf, OTHERWISE } from '../../assembly/checks/unsupported-types.ts';
import { RESOURCE_TYPES } from '../../assembly/resources/index.ts';

/** All that CloudFormation has of the service, as CDK generates it. */
const types = Object.values(cognito).flatMap((exported) =>
  typeof exported === 'function' && 'CFN_RESOURCE_TYPE_NAME' in exported
    ? [exported.CFN_RESOURCE_TYPE_NAME]
    : [],
);

test('AWS::Cognito::*: each type is played, or its absence is told in words of its own', () => {
  expect(types).toContain('AWS::Cognito::UserPool');
  expect(types.length).toBeGreaterThan(15);
  const untold = types.filter(
    (type) =>
      !(type in RESOURCE_TYPES) &&
      ignoredBecause(type) === null &&
      consequenceOf(type) === OTHERWISE,
  );
  expect(untold).toEqual([]);
});
