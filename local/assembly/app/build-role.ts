import { awsManagedPolicy } from '../policies/aws-managed-policies.ts';
import type { PolicyStatement, Role } from '../model.ts';
import type { PolicyPart, RolePart } from '../template/types.ts';

/** Gathers what several resources, and AWS itself, let a role do. */
export function buildRole(role: RolePart, policies: readonly PolicyPart[]): Role {
  const { managedPolicyArns, boundaryArn, ...rest } = role;
  const managed = (arn: string): readonly PolicyStatement[] | null =>
    policies.find((policy) => policy.arn === arn)?.statements ?? awsManagedPolicy(arn);
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
    unknownPolicyArns: managedPolicyArns.filter((arn) => managed(arn) === null),
  };
}
