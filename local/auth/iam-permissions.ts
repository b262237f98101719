import type { PolicyPatterns, PolicyStatement, Role } from '../assembly/model.ts';
import type { Caller } from '../shared/identity.ts';

const ACTION = 'appsync:GraphQL';

/** Says of a principal which root fields of one API its policies allow. */
export interface IamPermissions {
  /** Undefined: every field, because no role of the assembly stands behind the principal. */
  of(principalArn: string): Caller['allowsField'];
}

/**
 * Judges `appsync:GraphQL` on `<api>/types/<type>/fields/<field>`: allowed by a statement, by the
 * permissions boundary too, and denied by none.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function createIamPermissions(roles: readonly Role[], apiArn: string): IamPermissions {
  const byName = new Map(roles.map((role) => [role.roleName, allows(role, apiArn)]));
  return {
    of(principalArn) {
      const roleName = /:assumed-role\/([^/]+)\//.exec(principalArn)?.[1];
      return roleName === undefined ? undefined : byName.get(roleName);
    },
  };
}

function allows(
  { statements, boundary }: Role,
  apiArn: string,
): NonNullable<Caller['allowsField']> {
  const decided = new Map<string, boolean>();
  const policies = [statements, ...(boundary ? [boundary] : [])].map((policy) =>
    policy.filter(({ actions }) => covers(actions, ACTION, true)),
  );
  return (typeName, fieldName) => {
    const resource = `${apiArn}/types/${typeName}/fields/${fieldName}`;
    const known = decided.get(resource);
    if (known !== undefined) return known;
    const allowed = policies.every((policy) => permits(policy, resource));
    decided.set(resource, allowed);
    return allowed;
  };
}

function permits(policy: readonly PolicyStatement[], resource: string): boolean {
  const effects = policy
    .filter(({ resources }) => covers(resources, resource, false))
    .map(({ effect }) => effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function covers({ patterns, isExcept }: PolicyPatterns, text: string, anyCase: boolean): boolean {
  return patterns.some((pattern) => matches(pattern, text, anyCase)) !== isExcept;
}

/** `*`: any text, `?`: any one character. */
function matches(pattern: string, text: string, anyCase: boolean): boolean {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, anyCase ? 'is' : 's').test(text);
}
