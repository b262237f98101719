import type { PolicyStatement, Role } from './model.ts';
import type { PolicyPart, RolePart } from './types.ts';

/** Gathers what several resources, and AWS itself, let a role do. */
export function buildRole(role: RolePart, policies: readonly PolicyPart[]): Role {
  const { managedPolicyArns, boundaryArn, ...rest } = role;
  const managed = (arn: string): readonly PolicyStatement[] | null =>
    policies.find((policy) => policy.arn === arn)?.statements ?? AWS_MANAGED[arn] ?? null;
  const attached = policies.filter(({ roleNames }) => roleNames.includes(role.roleName));
  return {
    ...rest,
    statements: [
      ...role.statements,
      ...attached.flatMap(({ statements }) => statements),
      ...managedPolicyArns.flatMap((arn) => managed(arn) ?? []),
    ],
    // One that nobody here knows takes nothing away.
    boundary: boundaryArn === null ? null : managed(boundaryArn),
  };
}

const everything = { patterns: ['*'], isExcept: false };
const allow = (...patterns: string[]): readonly PolicyStatement[] => [
  { effect: 'Allow', actions: { patterns, isExcept: false }, resources: everything },
];

/**
 * AWS's own policies that have to do with GraphQL; the others allow nothing of it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-iam-awsmanpol.html
 */
const AWS_MANAGED: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'arn:aws:iam::aws:policy/AdministratorAccess': allow('*'),
  'arn:aws:iam::aws:policy/PowerUserAccess': allow('*'),
  'arn:aws:iam::aws:policy/AWSAppSyncAdministrator': allow('appsync:*'),
  'arn:aws:iam::aws:policy/AWSAppSyncInvokeFullAccess': allow('appsync:GraphQL'),
};
